import type pg from 'pg';
import { openPool } from '../../../libs/database/index.js';
import { loadCatalogue, openRuntime, readEnvironment } from '../../../libs/runtime/index.js';
import { freePort, start } from '../../support/processes.js';
import { until } from '../../support/until.js';
import { newDatabase } from '../new-database.js';
import { measureAppends } from '../event-store/appends.js';
import { fileAsFastAsPossible, fileSteadily } from './load.js';
import { percentiles, type Percentiles } from '../percentiles.js';
import { measurePublications } from './publication.js';

export interface ReportFigures {
  readonly queue: string;
  /** At the steady rate: between the recorded times of the two events, and from sending to the answer as polled. */
  readonly steady: { readonly recorded: Percentiles; readonly seen: Percentiles };
  readonly filedPerSecond: number;
  /** From the first that is sent until the last is matched. */
  readonly reportsPerSecond: number;
  readonly insertsPerSecond: number;
  /** From the publication of an incident in one process to its being found in another, in milliseconds. */
  readonly findable: Percentiles;
}

export interface Load {
  readonly reports: number;
  readonly ratePerSecond: number;
}

const WARM_UP_REPORTS = 100;
/** Seldom enough not to disturb; the figures come from the times in the log. */
const LOOK_EVERY_MS = 250;
/** Of steady filing. */
const STEADY_SECONDS = 15;
const PUBLICATIONS = 50;

/** Starts an API and a worker on a new database of the server, and measures them under both kinds of load. */
export async function measureReports(
  queue: string,
  serverUrl: string,
  queueVariables: Readonly<Record<string, string>>,
  { reports, ratePerSecond }: Load,
): Promise<ReportFigures> {
  const url = await newDatabase(serverUrl);
  const variables = {
    ...queueVariables,
    DATABASE_URL: url,
    PORT: String(await freePort()),
    RATE_PER_SECOND: '0',
  };
  const key = await prepare(variables);
  const processes = [
    await start('apps/worker/main.js', variables),
    await start('apps/api/main.js', variables),
  ];
  await Promise.all(processes.map(({ ready }) => ready));
  const access = { address: `http://127.0.0.1:${variables.PORT}`, key };
  const pool = openPool(url, { max: 2 });
  const matched = async (count: number) => {
    await until(
      `${count} reports are matched`,
      async () => (await matchedCount(pool)) >= count,
      LOOK_EVERY_MS,
    );
  };

  await fileAsFastAsPossible(access, WARM_UP_REPORTS);
  await matched(WARM_UP_REPORTS);

  const steadyReports = Math.min(reports, Math.ceil(ratePerSecond * STEADY_SECONDS));
  const seen = await fileSteadily(access, steadyReports, ratePerSecond);
  const recorded = await recordedLatencies(pool, steadyReports);

  const startedAt = Date.now();
  await fileAsFastAsPossible(access, reports);
  const filedSeconds = (Date.now() - startedAt) / 1000;
  await matched(WARM_UP_REPORTS + steadyReports + reports);
  const matchedSeconds = ((await lastMatchedAt(pool)) - startedAt) / 1000;

  // Last, because each publication has the reports matched again that nothing explained.
  const findable = await measurePublications(variables, access, PUBLICATIONS);
  await Promise.all(processes.map((it) => it.kill('SIGTERM')));
  const { insert } = await measureAppends(url, { writers: 8, repetitions: 3, slotMs: 500 });
  await pool.end();
  return {
    queue,
    steady: { recorded: percentiles(recorded), seen: percentiles(seen) },
    filedPerSecond: Math.round(reports / filedSeconds),
    reportsPerSecond: Math.round(reports / matchedSeconds),
    insertsPerSecond: Math.round(insert),
    findable: percentiles(findable),
  };
}

/** Loads the catalogue, and makes a key for who files the reports. */
async function prepare(variables: Readonly<Record<string, string>>): Promise<string> {
  const runtime = await openRuntime(readEnvironment(variables), 'bench');
  try {
    await loadCatalogue(runtime.incidents);
    return (await runtime.identity.createKey({ name: 'bench', roles: ['reporter'] }, 'bench')).secret;
  } finally {
    await runtime.close();
  }
}

async function matchedCount(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    "select count(*)::int as count from stream where category = 'report' and version > 1",
  );
  return rows[0]!.count;
}

/** Milliseconds of the clock that this process shares with the server. */
async function lastMatchedAt(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ at: Date }>(
    "select max(recorded_at) as at from event where type = 'SymptomReportMatched'",
  );
  return rows[0]!.at.getTime();
}

/** Of the newest reports, in milliseconds. */
async function recordedLatencies(pool: pg.Pool, reports: number): Promise<number[]> {
  const { rows } = await pool.query<{ latencyMs: number }>(
    `select extract(epoch from matched.recorded_at - filed.recorded_at)::float8 * 1000 as "latencyMs"
     from event filed join event matched using (stream_id)
     where filed.type = 'SymptomReportFiled' and matched.type = 'SymptomReportMatched' and matched.version = 2
     order by filed.position desc limit $1`,
    [reports],
  );
  return rows.map(({ latencyMs }) => latencyMs);
}
