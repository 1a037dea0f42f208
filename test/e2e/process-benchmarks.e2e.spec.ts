import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../libs/database/index.js';
import { killProcesses, run } from '../support/processes.js';

/** Processes take their time on a busy machine. */
jest.setTimeout(120_000);
afterAll(killProcesses);

/** For each benchmark options that it does not take, and what it says of them. */
const REFUSED: Readonly<Record<string, readonly [string[], string]>> = {
  api: [
    ['--seconds', '0'],
    "option '--seconds <seconds>' argument '0' is invalid. It must be a number from 1.",
  ],
  'event-store': [
    ['--seconds', ''],
    "option '--seconds <seconds>' argument '' is invalid. It must be a number from 1.",
  ],
  matching: [['--no-such-option'], "unknown option '--no-such-option'"],
  'matching-speed': [
    ['--times', '1.5'],
    "option '--times <count>' argument '1.5' is invalid. It must be a whole number from 1.",
  ],
  reports: [
    ['--rate', 'no'],
    "option '--rate <rate>' argument 'no' is invalid. It must be a number from 0.1.",
  ],
  simulation: [
    ['--threads', 'two'],
    "option '--threads <count>' argument 'two' is invalid. It must be a whole number from 1.",
  ],
};

describe('the benchmarks', () => {
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
    'bench:%s refuses what it does not take, and says what it takes',
    async (name, [options, message]) => {
      const call = (args: readonly string[]) => run(`test/bench/${name}.js`, {}, args);
      const { ended, stdout, stderr } = await call(options);
      expect({ ended, stdout }).toEqual({ ended: 2, stdout: '' });
      expect(stderr).toContain(`error: ${message}\n`);
      expect(stderr.split('\n').length).toBeLessThan(5);

      const help = await call(['--help']);
      expect(help).toMatchObject({ ended: 0, stderr: '' });
      expect(help.stdout).toMatch(new RegExp(`^Usage: npm run bench:${name} -- \\[options\\]\n`));
    },
  );
});
