import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { throwawayDatabase, type ThrowawayDatabase } from '../support/database.js';
import { killProcesses, run } from '../support/processes.js';

/** Processes take their time on a busy machine. */
jest.setTimeout(120_000);

let database: ThrowawayDatabase;
beforeAll(async () => {
  database = await throwawayDatabase();
});
afterAll(async () => {
  await killProcesses();
  await database.drop();
});

const verify = (...args: string[]) =>
  run('apps/cli/main.js', { DATABASE_URL: database.url }, ['verify', ...args]);

describe('talekeeper verify --lab', () => {
  it('shows time, rows and memory of the lookup among dead rows, and says that it went as the tale says', async () => {
    const { ended, stdout } = await verify(
      ...['--lab', '--instances', '1000', '--metadata-rows', '4000', 'havana-haunted-by-the-dead'],
    );
    expect(ended).toBe(0);
    expect(stdout).toMatch(/^before the purge +scan +[\d.]+ m?s +[\d,]+ +4,750 +[\d.]+ MB$/m);
    expect(stdout).toMatch(/^after the purge +index +[\d.]+ m?s +2 +1 +[\d.]+ MB$/m);
    expect(stdout).toContain('As the tale says:');
  });

  it.each([
    [
      'a tale without a laboratory',
      ['--lab', 'double-vlan'],
      2,
      /^error: there is no laboratory for `double-vlan`/,
    ],
    ['seeds', ['--lab', '--seeds', '0..1'], 2, /^error: option '--lab' cannot be used with option '--seeds/],
    [
      'fewer rows than make sense',
      ['--instances', '5', 'havana-haunted-by-the-dead'],
      2,
      /^error: 5 rows are not possible/,
    ],
    [
      'a folder that is not there',
      ['--folder', '/not/there', 'disappearing-images'],
      1,
      /^The folder \/not\/there cannot be used: ENOENT.*\n$/,
    ],
  ])('refuses %s with one clear line', async (_, args, exitCode, line) => {
    const { ended, stderr } = await verify(...args);
    expect([ended, stderr]).toEqual([exitCode, expect.stringMatching(line)]);
  });
});
