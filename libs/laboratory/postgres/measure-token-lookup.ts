import type pg from 'pg';
import type { LaboratoryOptions } from '../laboratory.js';
import { end, messageFrom, ProgramEnded, startProgram } from '../posix/programs.js';
import { reject } from '../rejections.js';
import type { ApiAnswer, ApiTask } from './api-process.js';
import { countExamined, type Lookup } from './lookups.js';
import { createOwnSchema, type OwnSchema } from './own-schema.js';
import { memoryNeededMb, requireCounts, requireSpace } from './requirements.js';
import { createRows, purge, sizeMb, TENANT, tokenOf, type RowCounts } from './rows.js';

export interface TokenLookupOptions extends LaboratoryOptions {
  /** Address of the PostgreSQL to work in. */
  readonly url: string;
  /** How many rows of each kind; as many as in the tale unless said otherwise. */
  readonly instances?: number | undefined;
  readonly metadataRows?: number | undefined;
}

export interface TokenLookupResult extends RowCounts {
  readonly tablesMb: number;
  readonly filledMs: number;
  readonly purgedMs: number;
  readonly rowsPurged: number;
  readonly measurements: readonly Measurement[];
}

/** One lookup of one token, in a process of its own. */
export interface Measurement {
  readonly moment: 'before the purge' | 'after the purge';
  readonly lookup: Lookup;
  readonly tookMs: number;
  readonly rowsExamined: number;
  readonly rowsSent: number;
  readonly memoryMb: number;
  /** Whether it found the instance that the token was used for. */
  readonly isRight: boolean;
}

const DEFAULTS: RowCounts = { instances: 300_000, metadataRows: 1_000_000 };

/**
 * The laboratory of `havana-haunted-by-the-dead`: fills two tables with instances, nearly all of them deleted, and
 * looks a client token up as the API did and by an index, before and after the deleted rows are purged.
 *
 * Works in a schema of its own, which is gone afterwards, also when the process is killed. Throws DATABASE_UNREACHABLE,
 * LABORATORY_OPTION_INVALID, LABORATORY_LACKS_RIGHTS and LABORATORY_LACKS_SPACE.
 */
export async function measureTokenLookup({
  url,
  instances = DEFAULTS.instances,
  metadataRows = DEFAULTS.metadataRows,
  onProgress,
  signal,
}: TokenLookupOptions): Promise<TokenLookupResult> {
  const counts = { instances, metadataRows };
  requireCounts(counts);
  signal?.throwIfAborted();
  const schema = await createOwnSchema(url);
  // Whatever the session is doing ends with it.
  const abandon = () => void schema.drop();
  signal?.addEventListener('abort', abandon);
  try {
    return await work({ url, schema, counts, onProgress, signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw isDiskFull(error) ? diskFull(error) : error;
  } finally {
    signal?.removeEventListener('abort', abandon);
    await schema.drop();
  }
}

interface Setting extends LaboratoryOptions {
  readonly url: string;
  readonly schema: OwnSchema;
  readonly counts: RowCounts;
}

async function work(setting: Setting): Promise<TokenLookupResult> {
  const { schema, counts, onProgress } = setting;
  await requireSpace(schema.client, counts);
  const [, filledMs] = await timed(createRows(schema.client, counts, setting));
  const tablesMb = await sizeMb(schema.client);
  const measurements: Measurement[] = [];
  const measure = async (moment: Measurement['moment'], lookup: Lookup) => {
    onProgress?.({
      step: `looking the token up ${moment}, by ${lookup}`,
      done: measurements.length,
      total: 4,
    });
    measurements.push(await measureOne(setting, moment, lookup));
  };
  await measure('before the purge', 'scan');
  await measure('before the purge', 'index');
  onProgress?.({ step: 'purging what was deleted', done: 0, total: 1 });
  const [rowsPurged, purgedMs] = await timed(purge(schema.client));
  await measure('after the purge', 'scan');
  await measure('after the purge', 'index');
  return { ...counts, tablesMb, filledMs, purgedMs, rowsPurged, measurements };
}

async function measureOne(
  { url, schema, counts, signal }: Setting,
  moment: Measurement['moment'],
  lookup: Lookup,
): Promise<Measurement> {
  const { client, name } = schema;
  const { number, uuid } = await livingInstance(client);
  const question = { tenant: TENANT, token: tokenOf(number) };
  const rowsExamined = await countExamined(client, lookup, question);
  signal?.throwIfAborted();
  const task: ApiTask = { url, schema: name, lookup, ...question };
  const heapMb = Math.ceil(256 + 2 * memoryNeededMb(counts));
  const api = await startProgram('postgres/api-process.js', task, [`--max-old-space-size=${heapMb}`]);
  try {
    const answer = messageFrom<ApiAnswer>(api, undefined, signal);
    api.send('answer');
    const { instance, ...figures } = await answer;
    return { moment, lookup, rowsExamined, ...figures, isRight: instance === uuid };
  } catch (error) {
    throw error instanceof ProgramEnded ? apiDied() : error;
  } finally {
    await end(api);
  }
}

/** One of those that are alive, and of the tenant. */
async function livingInstance(client: pg.ClientBase) {
  const { rows } = await client.query<{ number: number; uuid: string }>(
    'select id::int as number, uuid from instances where deleted = 0 and project_id = $1 order by id limit 1',
    [TENANT],
  );
  return rows[0]!;
}

async function timed<Result>(work: Promise<Result>): Promise<[Result, number]> {
  const start = performance.now();
  return [await work, performance.now() - start];
}

const isDiskFull = (error: unknown) => (error as { code?: string }).code === '53100';

const diskFull = (error: unknown) =>
  reject('LABORATORY_LACKS_SPACE', {
    message: `The disk of the database is full: ${(error as Error).message}.`,
    remedy: 'Ask for fewer rows, or make room.',
  });

const apiDied = () =>
  reject('LABORATORY_LACKS_SPACE', {
    message: 'The process that plays the API died while it held the rows; it had too little memory.',
    remedy: 'Ask for fewer rows, or make room.',
  });
