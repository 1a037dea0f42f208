import { statfs } from 'node:fs/promises';
import { freemem } from 'node:os';
import type pg from 'pg';
import { reject } from '../rejections.js';
import type { RowCounts } from './rows.js';

const ROWS_MAX = 5_000_000;

/** Throws LABORATORY_OPTION_INVALID. */
export function requireCounts({ instances, metadataRows }: RowCounts): void {
  const isCount = (count: number) => Number.isInteger(count) && count >= 100 && count <= ROWS_MAX;
  for (const [field, count] of Object.entries({ instances, metadataRows })) {
    if (isCount(count)) continue;
    throw reject('LABORATORY_OPTION_INVALID', {
      message: `${count} rows are not possible; from 100 to ${ROWS_MAX} are.`,
      field,
      remedy: 'Choose a number within that range.',
    });
  }
  if (metadataRows >= instances) return;
  throw reject('LABORATORY_OPTION_INVALID', {
    message: `${metadataRows} rows of metadata are less than one for each of ${instances} instances.`,
    field: 'metadataRows',
    remedy: 'Ask for at least as many rows of metadata as instances.',
  });
}

/** What a row takes, in kB: on disk with its share of the indexes, and as an object in the API. Measured, rounded up. */
const ON_DISK = { instance: 1.2, metadata: 0.4 };
const IN_MEMORY = { instance: 2.5, metadata: 1 };

const megabytes = ({ instances, metadataRows }: RowCounts, { instance, metadata }: typeof ON_DISK) =>
  (instances * instance + metadataRows * metadata) / 1_000;

/** Memory that the process of the API will need, in MB. */
export const memoryNeededMb = (counts: RowCounts) => megabytes(counts, IN_MEMORY);

/** Throws LABORATORY_LACKS_SPACE when this machine has too little memory, or the server's disk, if it is here, is full. */
export async function requireSpace(
  client: pg.ClientBase,
  counts: RowCounts,
  memoryMb = freeMemoryMb(),
): Promise<void> {
  refuseWhenShort('memory', memoryNeededMb(counts), memoryMb);
  const folder = await dataFolder(client);
  const disk = folder === undefined ? undefined : await statfs(folder).catch(() => undefined);
  if (disk)
    refuseWhenShort(
      'disk space of the database',
      megabytes(counts, ON_DISK),
      (disk.bavail * disk.bsize) / 1e6,
    );
}

function refuseWhenShort(what: string, neededMb: number, freeMb: number): void {
  if (freeMb >= neededMb) return;
  throw reject('LABORATORY_LACKS_SPACE', {
    message: `The laboratory needs ${Math.ceil(neededMb)} MB of ${what}, and ${Math.floor(freeMb)} MB are free.`,
    remedy: 'Ask for fewer rows, or make room.',
  });
}

/** What a process can still get: a container may allow less than the machine has. */
const freeMemoryMb = () => Math.min(freemem(), process.availableMemory()) / 1e6;

/** Where the server keeps its data, if this role may know; it may be on another machine. */
async function dataFolder(client: pg.ClientBase): Promise<string | undefined> {
  const { rows } = await client.query<{ folder: string | null }>(
    `select case when pg_has_role('pg_read_all_settings', 'USAGE') then current_setting('data_directory') end as folder`,
  );
  return rows[0]?.folder ?? undefined;
}
