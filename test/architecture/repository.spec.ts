import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import semver from 'semver';
import { isRecentEnough } from '../../apps/launcher/require-node.mjs';
import { projectRoot } from '../../libs/database/index.js';
import { readRepository } from './repository.js';

const FLOOR = '20.19.0';
const repository = readRepository(projectRoot);
const json = (path: string) =>
  JSON.parse(readFileSync(join(projectRoot, path), 'utf8')) as Record<string, unknown>;

interface Locked {
  readonly engines?: { readonly node?: string };
}

describe('the repository', () => {
  it.each([
    ['a folder of the machine that it was written on', /(^|[\s'"`(=])\/work\//],
    ['a library that only its authors have', new RegExp(['\\.lib', 'rary'].join(''))],
  ])('does not name %s', (_, word) => {
    const naming = [...repository].filter(([, text]) => word.test(text)).map(([path]) => path);
    expect(naming.filter((path) => path !== 'test/architecture/repository.spec.ts')).toEqual([]);
  });

  it('runs its scripts with programs that exist', () => {
    const scripts = Object.entries(json('package.json')['scripts'] as Record<string, string>);
    const programs = scripts.flatMap(([name, script]) =>
      script.split(' && ').map((command) => {
        const [program = '', file = ''] = command.split(' ');
        return { name, path: program === 'node' ? file : join('node_modules', '.bin', program) };
      }),
    );
    expect(programs.filter(({ path }) => !existsSync(join(projectRoot, path)))).toEqual([]);
  });

  it(`installs only packages that accept Node ${FLOOR}`, () => {
    const packages = Object.entries(json('package-lock.json')['packages'] as Record<string, Locked>);
    const refusing = packages.filter(
      ([, { engines }]) => engines?.node && !semver.satisfies(FLOOR, engines.node),
    );
    expect(packages.length).toBeGreaterThan(100);
    expect(refusing.map(([path]) => path)).toEqual([]);
  });

  it('pins each direct dependency to one version', () => {
    const { dependencies, devDependencies } = json('package.json') as Record<string, Record<string, string>>;
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, range]) => !semver.valid(range),
    );
    expect(loose).toEqual([]);
  });
});

describe('the launcher', () => {
  const { node } = json('package.json')['engines'] as { node: string };

  it.each(['v20.19.0', 'v20.20.2', 'v22.0.0', 'v100.1.0'])(
    'accepts Node %s, as package.json does',
    (version) => {
      expect([isRecentEnough(version), semver.satisfies(version, node)]).toEqual([true, true]);
    },
  );

  it.each(['v12.22.12', 'v18.20.0', 'v20.18.3'])('refuses Node %s, as package.json does', (version) => {
    expect([isRecentEnough(version), semver.satisfies(version, node)]).toEqual([false, false]);
  });
});
