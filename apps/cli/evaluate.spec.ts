import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { projectRoot } from '../../libs/database/index.js';
import { catalogueFiles } from '../../libs/tales/index.js';
import { killProcesses, run, type Finished } from '../../test/support/processes.js';
import { temporaryFolder } from '../../test/support/temporary-folder.js';

/** Processes take their time on a busy machine. */
jest.setTimeout(120_000);

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
  await write('disk.jsonl', lines({ id: 'disk', title: 'The disk is full', summary: 'No space is left.' }));
  await write(
    'net.jsonl.gz',
    gzipSync(lines({ id: 'net', title: 'The uplink flaps', components: ['port'] })),
  );
  await write('reports.jsonl', lines(onDisk, onNet, onTale));
});
afterAll(async () => {
  await killProcesses();
  await folder.remove();
});

const onDisk = { id: 'd', text: 'is the disk full?', logs: [], expected: ['disk'], exclude: ['net'] };
const onNet = { id: 'n', text: 'the uplink flaps, and the disk is full', logs: [], expected: ['net'] };
const onTale = {
  id: 't',
  text: 'ssh freezes as soon as ps aux prints a lot, but a second login works',
  logs: [],
  expected: ['double-vlan'],
};

const lines = (...values: readonly object[]) => values.map((it) => `${JSON.stringify(it)}\n`).join('');
const at = (name: string) => join(folder.path, name);
const write = (name: string, content: string | Buffer) => writeFile(at(name), content);

/** Runs `evaluate` where a database would be seen if it left one. */
const evaluate = (...args: string[]): Promise<Finished> =>
  run('apps/cli/main.js', { TALEKEEPER_HOME: at('home') }, ['evaluate', ...args]);

interface Line {
  readonly id: string;
  readonly verdict: string;
  readonly ms: number;
  readonly matches: { readonly id: string; readonly confidence: number; readonly evidence: object[] }[];
}
const resultsIn = async (name: string) =>
  (await readFile(at(name), 'utf8'))
    .trim()
    .split('\n')
    .map((it) => JSON.parse(it) as Line);

const everything = ['--knowledge', 'disk.jsonl', '--knowledge', 'net.jsonl.gz', '--catalogue'];
const paths = (args: readonly string[]) => args.map((it) => (it.includes('.jsonl') ? at(it) : it));

describe('talekeeper evaluate', () => {
  it('answers from all that it is given, says how good that is, and leaves no database behind', async () => {
    const args = [...everything, '--reports', 'reports.jsonl', '--out', 'all.jsonl'];
    const { ended, stdout, stderr } = await evaluate(...paths(args), '--plot', at('plot.svg'));
    expect({ ended, stderr }).toEqual({
      ended: 0,
      stderr: `Indexing ${catalogueFiles.length + 2} incidents.\n3 of 3 reports\n`,
    });
    const results = await resultsIn('all.jsonl');
    expect(results.map(({ id, matches }) => [id, matches[0]?.id])).toEqual([
      ['d', 'disk'],
      ['n', 'net'],
      ['t', 'double-vlan'],
    ]);
    expect(results[0]!.matches.map((it) => it.id)).not.toContain('net');
    expect(results[0]!.matches[0]!.evidence).not.toEqual([]);
    expect(results.every((it) => it.ms > 0 && ['KNOWN', 'AMBIGUOUS', 'UNKNOWN'].includes(it.verdict))).toBe(
      true,
    );
    expect(stdout).toMatch(/^recall at 1 +1\.0000$/m);
    expect(stdout).toMatch(/^index build +[\d.]+ ms$/m);
    expect(await readFile(at('plot.svg'), 'utf8')).toMatch(/^<svg[^]*reports\.jsonl[^]*<\/svg>\n$/);
    expect(existsSync(at('home'))).toBe(false);
  });

  it('writes the answers before it reads what is expected, so that nothing expected can change them', async () => {
    const reports = [onDisk, onNet];
    await write('wrong.jsonl', lines(...reports.map((it) => ({ ...it, expected: ['double-vlan'] }))));
    await write('broken.jsonl', lines(...reports.map((it) => ({ ...it, expected: { of: 'no use' } }))));
    const answers: Line[][] = [];
    for (const name of ['reports', 'wrong', 'broken']) {
      const args = [...everything, '--reports', `${name}.jsonl`, '--out', `${name}.results.jsonl`];
      const { ended, stderr } = await evaluate(...paths(args));
      expect(ended).toBe(name === 'broken' ? 1 : 0);
      if (name === 'broken') expect(stderr).toContain('broken.jsonl:1: expected: ');
      const results = await resultsIn(`${name}.results.jsonl`);
      answers.push(results.slice(0, 2).map((it) => ({ ...it, ms: 0 })));
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it.each([
    ['that is not there', 'missing.jsonl', undefined, 'ENOENT: no such file or directory'],
    ['that gzip cannot read', 'torn.jsonl.gz', Buffer.from([0x1f, 0x8b, 8, 0]), 'cannot be decompressed'],
  ])('names a file %s', async (_, name, content, message) => {
    if (content !== undefined) await write(name, content);
    const args = ['--knowledge', name, '--reports', 'reports.jsonl', '--out', 'never.jsonl'];
    const { ended, stdout, stderr } = await evaluate(...paths(args));
    expect({ ended, stdout }).toEqual({ ended: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(await readdir(folder.path)).not.toContain('never.jsonl');
  });

  it.each([
    ['that it reads', ['--out', 'reports.jsonl'], '--out .* is what --reports names too, .*FILE_NAMED_TWICE'],
    [
      'of its knowledge',
      ['--out', 'new.jsonl', '--plot', 'disk.jsonl'],
      '--plot .* is what --knowledge names',
    ],
    ['twice', ['--out', 'new.jsonl', '--plot', 'new.jsonl'], '--plot .* is what --out names too'],
    [
      'in no folder',
      ['--out', 'new.jsonl', '--plot', 'none/new.jsonl'],
      '--plot .* cannot be written: ENOENT.*FILE_NOT_WRITABLE',
    ],
  ])('writes no file %s, and says so before it does anything', async (_, outputs, message) => {
    const before = await readdir(folder.path);
    const args = ['--knowledge', 'disk.jsonl', '--reports', 'reports.jsonl', ...outputs];
    const { ended, stdout, stderr } = await evaluate(...paths(args));
    expect({ ended, stdout }).toEqual({ ended: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^error: ${message}`));
    expect(stderr).not.toContain('Indexing');
    expect(await readdir(folder.path)).toEqual(before);
    expect(await readFile(at('reports.jsonl'), 'utf8')).toBe(lines(onDisk, onNet, onTale));
  });

  it('finds a fault in the reports before it reads the knowledge', async () => {
    await write('faulty.jsonl', `${lines(onDisk)}{"id":"x"}\n`);
    const args = ['--knowledge', 'missing.jsonl', '--reports', 'faulty.jsonl', '--out', 'never.jsonl'];
    const { ended, stderr } = await evaluate(...paths(args));
    expect({ ended, stderr }).toEqual({
      ended: 1,
      stderr: expect.stringContaining('faulty.jsonl:2: text: ') as unknown,
    });
  });

  it('says the answers on the standard output, and the figures beside it', async () => {
    const args = ['--knowledge', 'disk.jsonl', '--reports', 'reports.jsonl', '--out', '-'];
    const { ended, stdout, stderr } = await evaluate(...paths(args));
    expect(ended).toBe(0);
    const answers = stdout.trim().split('\n');
    expect(answers.map((it) => (JSON.parse(it) as Line).id)).toEqual(['d', 'n', 't']);
    expect(stderr).toMatch(/^recall at 1 +0\.\d+$/m);
  });

  it('asks for some knowledge', async () => {
    const { ended, stderr } = await evaluate('--reports', at('reports.jsonl'), '--out', at('never.jsonl'));
    expect({ ended, stderr }).toEqual({
      ended: 2,
      stderr: expect.stringContaining('give --knowledge, --catalogue or both') as unknown,
    });
  });
});

/** The development sets lie beside the project where the project is developed. */
const data = join(projectRoot, '..', 'shared', 'bench');
const whenPresent = existsSync(data) || process.env['CI'] === 'true' ? it : it.skip;

whenPresent(
  'the figures are those that a program without our code computes of the same answers',
  async () => {
    const original = await readFile(join(data, 'hadoop-duplicates.dev.jsonl'), 'utf8');
    const [first] = original.split('\n', 1);
    const again = {
      ...(JSON.parse(first!) as object),
      text: 'The same id once more, with other words.',
      expected: [],
    };
    await write('hadoop.jsonl', original + lines(again));
    const [reports, results] = [at('hadoop.jsonl'), at('hadoop.results.jsonl')];
    const knowledge = join(data, 'hadoop.kb.jsonl.gz');
    const { stdout } = await evaluate('--knowledge', knowledge, '--reports', reports, '--out', results);
    const printed = new Map(stdout.split('\n').map((it) => [it.slice(0, 30).trim(), it.slice(30)]));

    const scored = await promisify(execFile)(process.execPath, [
      join(data, 'score.mjs'),
      reports,
      results,
      '--json',
    ]);
    const score = JSON.parse(scored.stdout) as Record<string, number | null>;
    const share = (name: string) => score[name]?.toFixed(4) ?? '-';
    const ms = (name: string) => `${score[name]!.toFixed(2)} ms`;
    expect(Object.fromEntries(printed)).toMatchObject({
      reports: `${score['reports']}, ${score['known']} of them explained by an incident`,
      'recall at 1': share('recallAt1'),
      'recall at 5': share('recallAt5'),
      'recall at 10': share('recallAt10'),
      'mean reciprocal rank': share('mrrAt10'),
      'AUROC of the confidence': share('aurocCorrect'),
      'coverage at 95 % precision': share('coverageAt95Precision'),
      'calibration error': share('calibrationError'),
      'KNOWN and right': share('knownVerdictPrecision'),
      'explained and called KNOWN': share('knownVerdictShareOfKnown'),
      'unexplained and called KNOWN': share('unknownCalledKnown'),
      'lookup, p50': ms('p50Ms'),
      'lookup, p99': ms('p99Ms'),
    });
  },
);
