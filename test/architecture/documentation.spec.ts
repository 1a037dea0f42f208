import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../libs/database/index.js';
import { isSpec } from './directions.js';
import { declaredCodes, firstColumn } from './documentation.js';
import { readSources } from './sources.js';

const map = join(projectRoot, 'libs', 'README.md');
const text = existsSync(map) ? readFileSync(map, 'utf8') : '';
const sources = readSources(projectRoot);

describe('libs/README.md', () => {
  it('explains every error code of the program, and no other', () => {
    const codes = declaredCodes(sources);
    expect(codes.size).toBeGreaterThan(20);
    expect(firstColumn(text, 'code').sort()).toEqual([...codes].sort());
  });

  it('gives a reason for every direct dependency, and for no other package', () => {
    const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as Record<
      string,
      object
    >;
    const packages = [
      ...Object.keys(manifest['dependencies']!),
      ...Object.keys(manifest['devDependencies']!),
    ];
    expect(firstColumn(text, 'package').sort()).toEqual(packages.sort());
  });
});

describe('README.md', () => {
  it('names every variable of the environment, and every benchmark', () => {
    const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
    const environment = sources.get('libs/runtime/environment.ts') ?? '';
    const variables = [...environment.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name]) => name!);
    expect(variables.length).toBeGreaterThan(30);
    const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const benchmarks = Object.keys(scripts).filter((it) => it.startsWith('bench:'));
    expect([...variables, ...benchmarks].filter((it) => !readme.includes(it))).toEqual([]);
  });
});

describe('every error code', () => {
  it('is given somewhere', () => {
    const uses = [...sources]
      .filter(([path]) => !isSpec(path))
      .map(([, source]) => source)
      .join('\n');
    const given = (code: string) =>
      new RegExp(`(reject\\w*\\(|super\\(|code: |=> |\\? |: |, )\\s*'${code}'`).test(uses);
    expect([...declaredCodes(sources)].filter((code) => !given(code))).toEqual([]);
  });
});

describe('reading documentation', () => {
  const markdown = [
    '# Errors',
    '| Code | meaning |',
    '|---|---|',
    '| `A_B` | it |',
    '| `C`, `D` | that |',
    '',
    '| E | x |',
  ];

  it('finds the rows of one table', () => {
    expect(firstColumn(markdown.join('\n'), 'code')).toEqual(['A_B', 'C', 'D']);
    expect(firstColumn(markdown.join('\n'), 'package')).toEqual([]);
  });

  it('finds the codes that a source declares', () => {
    const planted = new Map([
      ['apps/b/errors.ts', "const error = { code: 'THREE' };"],
      ['libs/a/rejections.ts', "export const { reject } = rejections([\n  'ONE',\n  'TWO_2',\n]);"],
    ]);
    expect([...declaredCodes(planted)]).toEqual(['ONE', 'TWO_2', 'THREE']);
  });
});
