import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCatalogue, openRuntime, readEnvironment } from '../../libs/runtime/index.js';
import { throwawayDatabase, type ThrowawayDatabase } from '../support/database.js';
import { killProcesses, run } from '../support/processes.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Processes take their time on a busy machine. */
jest.setTimeout(120_000);

const SLUG = 'disappearing-images';

let database: ThrowawayDatabase;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  database = await throwawayDatabase();
  folder = await temporaryFolder();
});
afterEach(killProcesses);
afterAll(async () => {
  await database.drop();
  await folder.remove();
});

const talekeeper = (...args: string[]) => run('apps/cli/main.js', { DATABASE_URL: database.url }, args);

describe('verify', () => {
  it('proves a shipped tale without a database, draws its sweeps, and ends with 0', async () => {
    const plots = join(folder.path, 'plots');
    const { ended, stdout } = await run('apps/cli/main.js', {}, [
      'verify',
      SLUG,
      '--seeds',
      '0..1',
      '--plot',
      plots,
    ]);
    expect(stdout).toMatch(/fault .* 2 of 2 .* 10 of 10/);
    expect(stdout).toMatch(/1 of 1 proven/);
    expect(ended).toBe(0);
    const files = await readdir(plots);
    expect(files.sort()).toEqual([`${SLUG}.loss-by-downtime.svg`, `${SLUG}.loss-by-instances.svg`]);
    const svg = await readFile(join(plots, files[0]!), 'utf8');
    expect(svg).toMatch(/^<svg [\s\S]*removal enabled[\s\S]*<\/svg>\s*$/);
  });

  it('writes what the ports saw as files that begin as captures do', async () => {
    const captures = join(folder.path, 'captures');
    await talekeeper('verify', 'the-issue', '--seed', '2', '--arm', 'fix', '--pcap', captures);
    const files = await readdir(captures);
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      const start = (await readFile(join(captures, file))).subarray(0, 4).toString('hex');
      expect([file, start]).toEqual([expect.stringMatching(/^the-issue\.fix\..+\.pcap$/), 'a1b23c4d']);
    }
  });

  it('replays one seed with all that happens, the same each time', async () => {
    const replay = ['verify', SLUG, '--seed', '7', '--arm', 'fault', '--trace'];
    const [first, second] = [await talekeeper(...replay), await talekeeper(...replay)];
    expect(first.stdout).toMatch(/^# disappearing-images, arm fault, seed 7\n/);
    expect(first.stdout).toMatch(/\n\* \d+\.\d{6} s {2}base-file-gone {2}/);
    expect(second).toEqual(first);
  });

  it('records the outcome with the incidents of a database, and ends with 1 when one is refuted', async () => {
    const runtime = await openRuntime(readEnvironment({ DATABASE_URL: database.url }), 'test');
    try {
      await loadCatalogue(runtime.incidents);
      const { record } = await runtime.incidents.get(SLUG);
      const symptoms = [
        ...record.symptoms,
        { id: 'fans-are-loud', statement: 'The fans turn at full speed.' },
      ];
      const caller = { actor: 'test', correlationId: runtime.ids.next() };
      await runtime.incidents.revise({ ...record, symptoms }, { reason: 'To see.' }, caller);
    } finally {
      await runtime.close();
    }
    const { ended, stdout } = await talekeeper('verify', SLUG, '--seed', '1', '--record');
    expect(stdout).toContain('Refuted: No probe looks for the symptom fans-are-loud of the record.');
    expect(ended).toBe(1);
    expect((await talekeeper('verify', SLUG, '--status')).stdout).toMatch(
      /disappearing-images .* refuted .* 1 /,
    );
  });

  it.each([
    ['an unknown scenario', ['verify', 'nope'], /no scenario `nope`/],
    ['an unknown arm', ['verify', '--arm', 'cure'], /no arm `cure`/],
    ['seeds in the wrong order', ['verify', '--seeds', '9..1'], /1 is before 9/],
    ['a seed that is no number', ['verify', '--seed', 'seven', '--trace'], /`seven` is no range of seeds/],
    ['a trace of no seed', ['verify', '--trace'], /--trace needs --seed/],
    ['an incomplete record', ['verify', '--record', '--arm', 'fix'], /leave --arm out/],
    [
      'a parameter out of range',
      ['verify', SLUG, '--seed', '1', '--trace', '--parameter', 'computeNodes=0'],
      /A parameter of disappearing-images is not valid/,
    ],
    ['an unknown parameter', ['simulate', SLUG, '--parameter', 'colour=red'], /parameter/],
    ['a world of no scenario', ['simulate', 'nope', '--report'], /no scenario `nope`/],
  ])('refuses %s in one line, with exit code 2', async (_, args, message) => {
    const { ended, stdout, stderr } = await talekeeper(...args);
    expect([ended, stdout]).toEqual([2, '']);
    expect(stderr.split('\n')[0]).toMatch(message);
  });

  it('refuses a folder that cannot be written before it proves anything', async () => {
    const file = join(folder.path, 'file');
    await writeFile(file, '');
    const { ended, stdout, stderr } = await talekeeper('verify', SLUG, '--plot', join(file, 'plots'));
    expect([ended, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/Nothing can be written there/);
  });
});

describe('simulate', () => {
  it('prints the report of an operator of that world as JSON, the same for the same seed', async () => {
    const report = () => talekeeper('simulate', SLUG, '--seed', '3', '--report');
    const [first, second] = [await report(), await report()];
    expect(first).toEqual(second);
    expect(JSON.parse(first.stdout)).toEqual({ text: expect.any(String), logLines: expect.any(Array) });
  });
});
