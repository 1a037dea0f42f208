import { readFile } from 'node:fs/promises';
import { freePort, start, type Running } from '../../support/processes.js';
import { newDatabase } from '../new-database.js';
import { isThere, readRecords, readReports } from '../matching/sets.js';
import { demoReports } from '../../../apps/cli/demo/reports.js';
import { loadFully, loadSteadily, type LoadFigures } from './load.js';
import { FILE, LOOK_UP, RECORDS, TABLES } from './operations.js';
import { seed, settled } from './seed.js';
import { openSubscribers, type SubscriberFigures } from './subscribers.js';

export interface Load {
  readonly seconds: number;
  readonly ratePerSecond: number;
  readonly subscribers: number;
  readonly folder: string;
}

export interface ReadFigures {
  readonly api: LoadFigures;
  readonly bare: LoadFigures;
}

export interface ApiFigures {
  readonly records: ReadFigures;
  readonly tables: ReadFigures;
  /** Absent without the development sets. */
  readonly lookUp?: LoadFigures & { readonly incidents: number };
  readonly file: LoadFigures;
  readonly idle: readonly (SubscriberFigures & {
    readonly limit: number;
    readonly memoryMb: number;
    /** Of the first query, while they are connected. */
    readonly read: LoadFigures;
  })[];
  readonly memoryMb: { readonly api: number; readonly bare: number };
}

const REPETITIONS = 3;
/** Nothing of what is measured is to be refused for coming too often. */
const UNLIMITED = { RATE_PER_SECOND: '0' };

export async function measureApi(serverUrl: string, load: Load): Promise<ApiFigures> {
  const variables = {
    ...UNLIMITED,
    DATABASE_URL: await newDatabase(serverUrl),
    PORT: String(await freePort()),
    LIVE_CONNECTIONS_PER_CALLER_MAX: '100000',
  };
  const records = isThere(load.folder) ? readRecords(load.folder) : [];
  const key = await seed(variables, records);
  const headers = { authorization: `Bearer ${key}` };
  const worker = await start('apps/worker/main.js', variables);
  await worker.ready;
  await settled(variables);
  let api = await start('apps/api/main.js', variables);
  await api.ready;
  const address = `http://127.0.0.1:${variables.PORT}`;
  const target = { address, headers };

  const readings: ReadFigures[] = [];
  let bareMemoryMb = 0;
  for (const query of [RECORDS, TABLES]) {
    const bare = await startBare(address, headers, query);
    const rounds: ReadFigures[] = [];
    for (let round = 0; round < REPETITIONS; round += 1) {
      rounds.push({
        api: await loadFully({ ...target, query }, load.seconds),
        bare: await loadFully({ address: bare.address, query }, load.seconds),
      });
    }
    readings.push({ api: median(rounds.map((it) => it.api)), bare: median(rounds.map((it) => it.bare)) });
    bareMemoryMb = await memoryMb(bare.process);
    await bare.process.kill('SIGTERM');
  }

  const texts = records.length > 0 ? readReports(load.folder, 'operator-symptoms') : [];
  const lookUp = await loadSteadilyIf(texts.length > 0, () =>
    loadSteadily(
      {
        ...target,
        query: LOOK_UP,
        variables: texts.map(({ text, logs }) => ({ input: { text, logLines: logs } })),
      },
      load.ratePerSecond,
      load.seconds,
    ),
  );
  const reports = demoReports.map(({ text, logLines = [] }) => ({ input: { text, logLines } }));
  const file = await loadSteadily(
    { ...target, query: FILE, variables: reports },
    load.ratePerSecond,
    load.seconds,
  );
  const apiMemoryMb = await memoryMb(api);

  const idle: ApiFigures['idle'][number][] = [];
  for (const limit of [2_000, load.subscribers]) {
    await api.kill('SIGTERM');
    api = await start('apps/api/main.js', { ...variables, LIVE_CONNECTIONS_MAX: String(limit) });
    await api.ready;
    const { figures, close } = await openSubscribers(address, key, load.subscribers);
    const read = await loadFully({ ...target, query: RECORDS }, load.seconds);
    idle.push({ ...figures, limit, memoryMb: await memoryMb(api), read });
    close();
  }
  await Promise.all([api, worker].map((it) => it.kill('SIGTERM')));
  return {
    records: readings[0]!,
    tables: readings[1]!,
    ...(lookUp ? { lookUp: { ...lookUp, incidents: records.length } } : {}),
    file,
    idle,
    memoryMb: { api: apiMemoryMb, bare: bareMemoryMb },
  };
}

const loadSteadilyIf = <T>(isWanted: boolean, work: () => Promise<T>) => (isWanted ? work() : undefined);

/** A bare server that gives the answer which the API gives now. */
async function startBare(address: string, headers: Record<string, string>, query: string) {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data?: object; errors?: object };
  if (errors || !data) throw new Error(`The API does not answer: ${JSON.stringify(errors)}`);
  const port = String(await freePort());
  const process = await start('test/bench/api/bare-server.js', { PORT: port, ANSWER: JSON.stringify(data) });
  await process.ready;
  return { process, address: `http://127.0.0.1:${port}` };
}

/** The repetition in the middle by its requests a second. */
function median(rounds: readonly LoadFigures[]): LoadFigures {
  const sorted = [...rounds].sort((one, other) => one.requestsPerSecond - other.requestsPerSecond);
  return sorted[Math.floor(sorted.length / 2)]!;
}

/** What a process has in memory; Linux alone tells. */
async function memoryMb({ pid }: Running): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024);
}
