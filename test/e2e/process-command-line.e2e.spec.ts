import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { demoReports } from '../../apps/cli/demo/reports.js';
import { projectRoot } from '../../libs/database/index.js';
import { derivedId } from '../../libs/kernel/index.js';
import { loadCatalogue, openRuntime, readEnvironment, type Runtime } from '../../libs/runtime/index.js';
import { catalogueFiles, incidentJsonSchema } from '../../libs/tales/index.js';
import { throwawayDatabase, type ThrowawayDatabase } from '../support/database.js';
import { compiled } from '../support/dist.js';
import { temporaryHome } from '../support/home.js';
import { killProcesses, run, start, type Finished, type Running } from '../support/processes.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

/** Processes take their time on a busy machine. */
jest.setTimeout(120_000);

const PROGRAM = 'apps/cli/main.js';
const SSH_FREEZES =
  'ssh freezes as soon as ps aux prints a lot, but a second login works, and nova.conf has vlan_interface=vlan20';

let database: ThrowawayDatabase;
let runtime: Runtime;
let variables: Record<string, string>;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  database = await throwawayDatabase();
  variables = { DATABASE_URL: database.url };
  runtime = await openRuntime(readEnvironment({ ...variables, JOB_ATTEMPTS: '1' }), 'test');
  await loadCatalogue(runtime.incidents);
  folder = await temporaryFolder();
});
afterAll(async () => {
  await killProcesses();
  await runtime.close();
  await database.drop();
  await folder.remove();
});

const talekeeper = (...args: string[]) => run(PROGRAM, variables, args);
/** The tests that need a worker share it, one after the other. */
let worker: Running | undefined;
async function workerRuns(): Promise<void> {
  worker ??= await start('apps/worker/main.js', variables);
  await worker.ready;
}
async function noWorkerRuns(): Promise<void> {
  await worker?.kill('SIGTERM');
  worker = undefined;
}
const said = (stdout: string): Finished => ({ ended: 0, stdout, stderr: '' });

async function write(name: string, content: string): Promise<string> {
  const path = join(folder.path, name);
  await writeFile(path, content);
  return path;
}

const shipped = () =>
  Promise.all(catalogueFiles.map(({ path }) => readFile(join(projectRoot, path), 'utf8')));

describe('export', () => {
  it('writes the shipped files as they are shipped, byte for byte', async () => {
    expect(await talekeeper('export')).toEqual(said((await shipped()).join('---\n')));
  });

  it('writes one file an incident into a folder, and importing them changes nothing', async () => {
    const target = join(folder.path, 'exported');
    const { ended, stdout } = await talekeeper('export', '--folder', target);
    expect({ ended, stdout }).toEqual({ ended: 0, stdout: '' });
    const files = catalogueFiles.map(({ slug }) => join(target, `${slug}.yaml`));
    expect(await Promise.all(files.map((file) => readFile(file, 'utf8')))).toEqual(await shipped());

    const unchanged = catalogueFiles.map(({ slug }) => `unchanged ${slug}\n`).join('');
    expect(await talekeeper('import', '--publish', ...files)).toEqual(said(unchanged));
  });

  it('writes JSON and JSON Lines', async () => {
    const json = await talekeeper('export', '--format', 'json');
    const lines = await talekeeper('export', '--format', 'json-lines');
    const records = JSON.parse(json.stdout) as { slug: string }[];
    expect(records.map(({ slug }) => slug)).toEqual(catalogueFiles.map(({ slug }) => slug));
    expect(lines.stdout).toBe(records.map((it) => `${JSON.stringify(it)}\n`).join(''));
  });

  it('does not mind a reader who has had enough', async () => {
    const command = `{ '${process.execPath}' '${await compiled(PROGRAM)}' export; echo "ended with $?" >&2; } | head -n 1`;
    const { stdout, stderr } = await promisify(execFile)('sh', ['-c', command], {
      env: { ...process.env, ...variables },
    });
    expect({ stdout, stderr }).toEqual({ stdout: 'slug: double-vlan\n', stderr: 'ended with 0\n' });
  });

  it('refuses a slug that does not exist', async () => {
    const { ended, stdout, stderr } = await talekeeper('export', 'no-such-tale');
    expect({ ended, stdout }).toEqual({ ended: 1, stdout: '' });
    expect(stderr).toMatch(/^There is no incident `no-such-tale`.*\n$/);
  });
});

describe('import', () => {
  const record = (slug: string, rest = '') =>
    `slug: ${slug}\ntitle: The spool of ${slug} is full\nsymptoms:\n  - id: no-mail\n    statement: No mail arrives.\nresolution: open\n${rest}`;

  it('takes in the good file beside a broken one, and says what is wrong with that and where', async () => {
    const good = await write('good.yaml', `${record('mail-stops')}---\n${record('print-stops')}`);
    const broken = await write('broken.yaml', `${record('fine')}---\n${record('not-fine', 'severity: 3\n')}`);
    const { ended, stdout, stderr } = await talekeeper('import', broken, good);
    expect({ ended, stdout }).toEqual({ ended: 1, stdout: 'submitted mail-stops\nsubmitted print-stops\n' });
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/broken\.yaml:14: severity: .+ \[FIELD_UNKNOWN\] .+/),
      '',
    ]);
    expect(stderr).toContain(broken);
    expect(await runtime.incidents.find('fine')).toBeNull();

    expect(await talekeeper('import', good)).toEqual(said('unchanged mail-stops\nunchanged print-stops\n'));
  });

  it('revises a record whose file has changed', async () => {
    await talekeeper('import', await write('tape.yaml', record('tape-stops')));
    const changed = await write('tape.yaml', record('tape-stops', 'workaround: Empty the spool.\n'));
    expect(await talekeeper('import', changed)).toEqual(said('revised   tape-stops\n'));
    expect((await runtime.incidents.get('tape-stops')).record.workaround).toBe('Empty the spool.');
  });

  it('names files that are not there, and goes on with the others', async () => {
    const good = await write('fax.yaml', record('fax-stops'));
    const missing = join(folder.path, 'missing.yaml');
    const { ended, stdout, stderr } = await talekeeper('import', missing, folder.path, good);
    expect({ ended, stdout }).toEqual({ ended: 1, stdout: 'submitted fax-stops\n' });
    expect(stderr.split('\n')).toEqual([
      expect.stringContaining(`${missing}: ENOENT`),
      expect.stringContaining(`${folder.path}: EISDIR`),
      '',
    ]);
    expect(stderr.match(/\[FILE_NOT_READABLE\]/g)).toHaveLength(2);
  });
});

describe('report', () => {
  it('keeps it and says so when no worker runs', async () => {
    await noWorkerRuns();
    const { ended, stdout, stderr } = await talekeeper('report', '--wait', '0', SSH_FREEZES);
    expect({ ended, stdout }).toEqual({ ended: 1, stdout: '' });
    expect(stderr).toMatch(
      /^The report [0-9a-f-]{36} is kept, but .* Is a worker running\? \(npm start\)\n$/,
    );
    const [id = ''] = /[0-9a-f-]{36}/.exec(stderr) ?? [];
    expect(await runtime.reports.get(id)).toMatchObject({
      status: 'filed',
      filed: { observation: { text: SSH_FREEZES } },
    });
  });

  it('prints what the worker makes of it', async () => {
    await workerRuns();
    const { ended, stdout, stderr } = await talekeeper('report', ...SSH_FREEZES.split(' '));
    expect({ ended, stderr }).toEqual({ ended: 0, stderr: '' });
    expect(stdout).toMatch(/^KNOWN {2}\(report [0-9a-f-]{36}\)\n {2}1\. double-vlan {2}\d+ %/);
  });

  it('takes log lines from a file', async () => {
    await workerRuns();
    const log = await write('switch.log', `${demoReports[3]?.logLines?.join('\r\n') ?? ''}\r\n`);
    const { stdout } = await talekeeper('report', 'both legs of bond0 are down', '--log', log);
    expect(stdout).toContain('1. valentines-day-massacre');
    expect(stdout).toContain('Log line 1 is the event');
  });

  it('takes them from the standard input', async () => {
    await noWorkerRuns();
    const args = [await compiled(PROGRAM), 'report', 'as piped', '--log', '-', '--wait', '0'];
    const filing = promisify(execFile)(process.execPath, args, {
      env: { PATH: process.env['PATH'], ...variables },
    });
    filing.child.stdin!.end('line one\nline two\n');
    const failed = (await filing.catch((error: unknown) => error)) as { stderr: string };
    const [id = ''] = /[0-9a-f-]{36}/.exec(failed.stderr) ?? [];
    expect((await runtime.reports.get(id)).filed.observation).toMatchObject({
      text: 'as piped',
      logLines: ['line one', 'line two'],
    });
  });

  it.each([
    [['report', ' '], /^The report has neither words nor log lines\..*\n$/],
    [
      ['report', 'it is slow', '--log', '/dev/null/x'],
      /^\/dev\/null\/x cannot be read: ENOTDIR: .* \[FILE_NOT_READABLE\] .*\n$/,
    ],
    [
      ['report', 'it is slow', '--log', '/dev'],
      /^\/dev cannot be read: EISDIR: .* \[FILE_NOT_READABLE\] .*\n$/,
    ],
  ])('refuses %j with one line', async (args, line) => {
    const { ended, stdout, stderr } = await talekeeper(...args);
    expect({ ended, stdout }).toEqual({ ended: 1, stdout: '' });
    expect(stderr).toMatch(line);
  });
});

describe('replay', () => {
  it('takes a time without a zone in UTC, wherever the machine stands', async () => {
    const filing = { text: SSH_FREEZES, channel: 'operator' };
    const { id } = await runtime.reports.file(filing, {
      actor: 'ada',
      correlationId: derivedId('a', 'replay'),
    });
    const now = new Date().toISOString().slice(0, -1);
    for (const TZ of ['Asia/Tokyo', 'America/New_York'])
      for (const [asOf, verdict] of [
        [now, 'KNOWN'],
        [now.replace('T', ' '), 'KNOWN'],
        [`${now}Z`, 'KNOWN'],
        [`${now}+09:00`, 'UNKNOWN'],
      ] as const) {
        const { stdout } = await run(PROGRAM, { ...variables, TZ }, [
          'replay',
          '--report',
          id,
          '--as-of',
          asOf,
        ]);
        expect([TZ, asOf, stdout]).toEqual([TZ, asOf, expect.stringMatching(`^${verdict} `)]);
      }
  });

  it.each(['noon', '1', '2026-13-01', '2026-01-01Z+'])('refuses %j, which is no time', async (asOf) => {
    const { ended, stderr } = await talekeeper('replay', '--report', 'any', '--as-of', asOf);
    expect(ended).toBe(2);
    expect(stderr).toContain('It is not a point in time.');
  });
});

describe('jobs', () => {
  it('lists a job that failed for good, and puts it back', async () => {
    await workerRuns();
    const reportId = derivedId('report', 'the late one');
    const id = derivedId('job', reportId);
    const payload = { reportId, correlationId: id, causationId: id };
    await runtime.queue.add([{ id, name: 'match-report', payload }]);
    await until('the job has failed for good', async () => (await runtime.queue.counts()).failed === 1);
    await noWorkerRuns();

    const { ended, stdout } = await talekeeper('jobs', 'failed');
    expect(ended).toBe(0);
    expect(stdout).toMatch(
      new RegExp(`^${id} {2}match-report {2}.* tried 1 times: There is no symptom report .*\\n$`),
    );
    expect(JSON.parse((await talekeeper('jobs', 'counts')).stdout)).toMatchObject({ waiting: 0, failed: 1 });

    const observation = { text: SSH_FREEZES, channel: 'operator', idempotencyKey: 'the late one' };
    await runtime.reports.file(observation, { actor: 'ada', correlationId: id });
    expect(await talekeeper('jobs', 'retry', id)).toEqual(said('1 put back\n'));
    expect(JSON.parse((await talekeeper('jobs', 'counts')).stdout)).toMatchObject({ waiting: 1, failed: 0 });

    await workerRuns();
    await until('the job is done', async () => (await runtime.reports.get(reportId)).outcome !== null);
    expect(await talekeeper('jobs', 'failed')).toEqual(said('No job has failed for good.\n'));
  });

  it('refuses to retry a job that is not there', async () => {
    const { ended, stderr } = await talekeeper('jobs', 'retry', 'no-such-job');
    expect(ended).toBe(1);
    expect(stderr).toMatch(/^There is no failed job `no-such-job`\..*\n$/);
  });
});

describe('projections', () => {
  it('shows how far the read models are, and builds one anew', async () => {
    await workerRuns();
    await until('the read models are there', async () => {
      const models = await runtime.projections.status();
      return models.length === 2 && models.every(({ lag }) => lag === 0);
    });
    const { ended, stdout, stderr } = await talekeeper('projections', 'status');
    expect({ ended, stderr }).toEqual({ ended: 0, stderr: '' });
    expect(stdout.split('\n').sort()).toEqual([
      '',
      expect.stringMatching(/^incident-view {2}live {2}version \d+ {2}0 events behind$/),
      expect.stringMatching(/^report-view {2}live {2}version \d+ {2}0 events behind$/),
    ]);
    expect(await talekeeper('projections', 'rebuild', 'report-view')).toEqual(
      said('report-view was rebuilt.\n'),
    );
  });

  it('refuses a name that is none', async () => {
    const { ended, stderr } = await talekeeper('projections', 'rebuild', 'no-view');
    expect(ended).toBe(1);
    expect(stderr).toMatch(
      /^There is no read model `no-view`\. \[PROJECTION_NOT_FOUND\] Choose one of incident-view, report-view\.\n$/,
    );
  });
});

describe('talekeeper', () => {
  it('prints the schema of a record', async () => {
    const { ended, stdout } = await talekeeper('schema');
    expect(ended).toBe(0);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(incidentJsonSchema())));
  });

  it.each([
    [['frobnicate'], /^error: unknown command 'frobnicate'/],
    [['export', '--colour'], /^error: unknown option '--colour'/],
    [['export', '--format', 'xml'], /^error: option '--format <format>' argument 'xml' is invalid\./],
    [['import'], /^error: missing required argument 'file'/],
    [['jobs', 'failed', '--first', 'some'], /^error: option '--first <count>' argument 'some' is invalid\./],
  ])('answers the wrong call %j in a few lines, with exit code 2', async (args, message) => {
    const { ended, stdout, stderr } = await talekeeper(...args);
    expect({ ended, stdout }).toEqual({ ended: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(3);
  });

  it('starts the embedded database where no server runs, and stops it again', async () => {
    const home = await temporaryHome();
    try {
      const { ended, stdout, stderr } = await run(PROGRAM, { TALEKEEPER_HOME: home.path }, [
        'jobs',
        'counts',
      ]);
      expect({ ended, stderr }).toEqual({ ended: 0, stderr: '' });
      expect(JSON.parse(stdout)).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 });
      expect(await readdir(home.path)).toEqual(['postgres']);
      expect(await home.postmaster()).toBeUndefined();
    } finally {
      await home.remove();
    }
  });
});

describe('demo', () => {
  it('finds each tale by its own report, knows none for the others, and leaves nothing behind', async () => {
    const { path: TMPDIR, remove } = await temporaryFolder();
    const { ended, stdout, stderr } = await run(PROGRAM, { TMPDIR }, ['demo']);
    expect({ ended, stderr, left: await readdir(TMPDIR) }).toEqual({ ended: 0, stderr: '', left: [] });
    await remove();

    const answers = stdout
      .split(/^(?=Report \d)/m)
      .slice(1)
      .map((part) => {
        const [, about] = /^Report \d+ \((.+?)\)/.exec(part) ?? [];
        const [, verdict] = /^(KNOWN|AMBIGUOUS|UNKNOWN) {2}/m.exec(part) ?? [];
        const [, first] = /^ {2}1\. (\S+)/m.exec(part) ?? [];
        return { about, verdict, first: verdict === 'UNKNOWN' ? undefined : first };
      });
    const known = catalogueFiles.map(({ slug }) => ({ about: slug, verdict: 'KNOWN', first: slug }));
    const unknown = { about: 'no tale', verdict: 'UNKNOWN', first: undefined };
    expect(answers).toEqual([...known, unknown, unknown]);
  });

  it('cleans up after itself when it is interrupted', async () => {
    const { path: TMPDIR, remove } = await temporaryFolder();
    const demo = await start(PROGRAM, { TMPDIR }, ['demo']);
    await until('the first answer is there', () => demo.stdout().includes('Report 1'));
    const { ended, stderr } = await demo.killAll('SIGINT');
    expect({ ended, stderr, left: await readdir(TMPDIR) }).toEqual({ ended: 130, stderr: '', left: [] });
    await remove();
  });
});
