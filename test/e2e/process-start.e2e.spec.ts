import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { catalogueFiles } from '../../libs/tales/index.js';
import { askGraphql, type Access } from '../support/graphql-client.js';
import { temporaryHome, type Home } from '../support/home.js';
import { childrenOf, freePort, killProcesses, start, type Running } from '../support/processes.js';
import { until } from '../support/until.js';

/** Processes take their time on a busy machine. */
jest.setTimeout(120_000);

const SERVER = 'apps/server/main.js';

let home: Home;
beforeAll(async () => {
  home = await temporaryHome();
});
afterEach(killProcesses);
afterAll(() => home.remove());

interface Started {
  readonly server: Running;
  readonly access: Access;
}

/** What the first start in this home has shown; the later ones show none. */
let key: string | undefined;

async function startServer(variables: Record<string, string> = {}): Promise<Started> {
  const port = await freePort();
  const server = await start(SERVER, {
    TALEKEEPER_HOME: home.path,
    PORT: String(port),
    RATE_PER_SECOND: '0',
    ...variables,
  });
  const unready = server.finished.then(({ stderr }) => Promise.reject(new Error(stderr)));
  await Promise.race([until('the server is ready', () => server.stdout().includes('Try it,')), unready]);
  key ??= /tk_\S+/.exec(server.stdout())?.[0];
  return { server, access: { address: `http://127.0.0.1:${port}`, key: key! } };
}

const FILE =
  'mutation ($text: String!) { fileSymptomReport(input: { text: $text }) { symptomReport { id } } }';
const REPORT = 'query ($id: ID!) { symptomReport(id: $id) { status outcome { verdict } history { type } } }';

interface Report {
  readonly status: string;
  readonly outcome: { readonly verdict: string } | null;
  readonly history: { readonly type: string }[];
}

async function file(access: Access): Promise<string> {
  const text =
    'ssh freezes as soon as ps aux prints a lot, but a second login works, and nova.conf has vlan_interface=vlan20';
  const answer = await askGraphql<{ fileSymptomReport: { symptomReport: { id: string } } }>(access, FILE, {
    text,
  });
  return answer.fileSymptomReport.symptomReport.id;
}

const findReport = async (access: Access, id: string) =>
  (await askGraphql<{ symptomReport: Report | null }>(access, REPORT, { id })).symptomReport;

async function matchedReport(access: Access, id: string): Promise<Report> {
  return until(`the report ${id} is matched`, async () => {
    const report = await findReport(access, id);
    return report?.status === 'MATCHED' && report;
  });
}

describe('npm start', () => {
  it('shows a key once, says where it is ready and what to try, knows the six tales, ends cleanly, and finds its data again', async () => {
    const { server, access } = await startServer();
    const { address } = access;
    expect(server.stdout()).toBe(
      'This is the key to the API, with the role admin. It is shown this once:\n' +
        `  ${key}\n` +
        'Should it get lost: npm run -s talekeeper -- keys create NAME --role admin\n' +
        'A first question:\n' +
        `  curl ${address}/graphql -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' \\\n` +
        `    -d '{"query": "{ incidents { nodes { slug } } }"}'\n` +
        `Talekeeper is ready: ${address}\n` +
        'Try it, in another terminal:\n' +
        '  npm run -s talekeeper -- report "ssh freezes as soon as ps aux prints a lot, but a second login works, and nova.conf has vlan_interface=vlan20"\n',
    );
    const { incidents } = await askGraphql<{ incidents: { nodes: { slug: string; status: string }[] } }>(
      access,
      '{ incidents { nodes { slug status } } }',
    );
    const tales = catalogueFiles.map(({ slug }) => ({ slug, status: 'PUBLISHED' }));
    expect(incidents.nodes).toHaveLength(tales.length);
    expect(incidents.nodes).toEqual(expect.arrayContaining(tales));

    const id = await file(access);
    await matchedReport(access, id);
    const { ended, stderr } = await server.killAll('SIGINT');
    expect({ ended, stderr }).toEqual({ ended: 0, stderr: '' });
    expect(await home.postmaster()).toBeUndefined();

    const again = await startServer();
    expect(await findReport(again.access, id)).toMatchObject({
      status: 'MATCHED',
      outcome: { verdict: 'KNOWN' },
    });
    expect((await again.server.kill('SIGTERM')).ended).toBe(0);
    expect(await home.postmaster()).toBeUndefined();
  });

  it('misses nothing after SIGKILL in mid-work, first with its PostgreSQL and then without', async () => {
    const variables = { JOB_LOCK_MS: '1000' };
    let { server, access } = await startServer(variables);
    for (const database of ['with', 'without']) {
      const ids: string[] = [];
      const filing = (async () => {
        for (;;) ids.push(await file(access));
      })().catch(() => undefined);
      await until('the first reports are filed', () => ids.length >= 20);
      const postmaster = await home.postmaster();
      if (database === 'with') process.kill(postmaster!, 'SIGKILL');
      await server.killAll('SIGKILL');
      await filing;

      ({ server, access } = await startServer(variables));
      const types = await Promise.all(
        ids.map(async (id) => (await matchedReport(access, id)).history.map(({ type }) => type)),
      );
      expect(types).toEqual(ids.map(() => ['SymptomReportFiled', 'SymptomReportMatched']));
      if (database === 'without') expect(await home.postmaster()).toBe(postmaster);
    }
  });

  it('runs twice on one database, starts again what dies, and the last one to stop stops PostgreSQL', async () => {
    const [one, other] = await Promise.all([startServer(), startServer()]);
    for (const name of ['worker', 'api']) {
      const child = async () =>
        [...(await childrenOf(other.server.pid))].find(([, command]) =>
          command.includes(`apps/${name}/main.js`),
        )?.[0];
      const killed = await child();
      process.kill(killed!, 'SIGKILL');
      await until(`another ${name} runs`, async () => {
        const another = await child();
        return another !== undefined && another !== killed;
      });
    }
    const id = await file(one.access);
    await until('the API answers', () => findReport(other.access, id).catch(() => undefined));
    expect(await matchedReport(other.access, id)).toMatchObject({ outcome: { verdict: 'KNOWN' } });
    await one.server.killAll('SIGINT');
    await matchedReport(other.access, await file(other.access));
    expect(other.server.stderr()).toBe(
      'The worker process ended unexpectedly; it starts again in 1 s.\n' +
        'The api process ended unexpectedly; it starts again in 1 s.\n',
    );
    await other.server.killAll('SIGINT');
    expect(await home.postmaster()).toBeUndefined();
  });
});

describe('npm start refuses with one line', () => {
  async function refusal(variables: Record<string, string>): Promise<string> {
    const server = await start(SERVER, {
      TALEKEEPER_HOME: home.path,
      PORT: String(await freePort()),
      ...variables,
    });
    const { ended, stdout, stderr } = await server.finished;
    expect({ ended, stdout }).toEqual({ ended: 1, stdout: '' });
    expect(stderr).toMatch(/^.+\n$/);
    expect(stderr).not.toMatch(/\bat .*:\d+:\d+/);
    return stderr;
  }

  it('a port that is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    try {
      expect(await refusal({ PORT: String(port) })).toContain(`Port ${port} is in use.`);
    } finally {
      other.close();
    }
  });

  it('a data folder that cannot be written', async () => {
    expect(await refusal({ TALEKEEPER_HOME: '/dev/null/x' })).toContain(
      'The data folder /dev/null/x cannot be used',
    );
  });

  it('a PORT that is none', async () => {
    expect(await refusal({ PORT: 'http' })).toContain('The environment variable PORT is not valid');
  });

  it('a database that cannot be reached, without its password', async () => {
    const DATABASE_URL = `postgresql://ada:Wh1sper@127.0.0.1:${await freePort()}/tales`;
    const line = await refusal({ DATABASE_URL });
    expect(line).toContain('No connection to the database tales');
    expect(line).not.toContain('Wh1sper');
  });
});
