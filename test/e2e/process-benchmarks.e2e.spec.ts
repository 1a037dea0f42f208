import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { projectRoot } from '../../libs/database/index.js';
import { compiled } from '../support/dist.js';

/** Processes take their time on a busy machine. */
jest.setTimeout(120_000);

/** For each benchmark options that it does not take, and what it says of them. */
const REFUSED: Readonly<Record<string, readonly [string[], string]>> = {
  api: [['--seconds', '0'], '--seconds, --rate and --subscribers take numbers from 1'],
  'event-store': [['--seconds', '0'], '--seconds takes a number from 1'],
  matching: [['--no-such-option'], "Unknown option '--no-such-option'"],
  'matching-speed': [['--times', '0'], '--times takes a whole number from 1'],
  reports: [['--rate', '0'], '--reports and --rate take numbers above 0'],
  simulation: [['--threads', 'two'], '--threads takes a whole number from 1'],
};

/** One process for all of them, because most of what each loads is the same. With --eval, arguments begin at 1. */
const LOAD_EACH = `
  for (const [name, path, options] of JSON.parse(process.argv[1])) {
    process.argv.splice(1, Infinity, ...options);
    const said = await import(path).then(() => 'It has run.', (error) => error.message);
    console.log(JSON.stringify([name, said]));
  }
`;

describe('the benchmarks', () => {
  let said: Map<string, string>;
  beforeAll(async () => {
    const folder = pathToFileURL(await compiled('test/bench/'));
    const programs = Object.entries(REFUSED).map(([name, [options]]) => [
      name,
      new URL(`${name}.js`, folder).href,
      options,
    ]);
    const args = ['--input-type=module', '--eval', LOAD_EACH, JSON.stringify(programs)];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const lines = stdout.trim().split('\n');
    said = new Map(lines.map((line) => JSON.parse(line) as [string, string]));
  });

  it('are these', async () => {
    const { scripts } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as {
      scripts: object;
    };
    const names = Object.keys(scripts).filter((it) => it.startsWith('bench:'));
    expect(names.sort()).toEqual(
      Object.keys(REFUSED)
        .map((it) => `bench:${it}`)
        .sort(),
    );
  });

  it.each(Object.entries(REFUSED))(
    'bench:%s loads, and refuses what it does not take',
    (name, [, message]) => {
      expect(said.get(name)).toContain(message);
    },
  );
});
