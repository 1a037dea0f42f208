import type { Pool } from 'pg';
import type { LoggedEvent } from '../../event-store.js';
import { project, type Codecs, type Projection } from '../../projection.js';

export interface TallyRow {
  readonly stream_id: string;
  readonly events: number;
  readonly version: number;
  /** Depends on the order of the events. */
  readonly checksum: number;
}

/** The projection that the harness and the benchmark keep: one row a stream. */
export const tally: Projection<TallyRow> = {
  name: 'tally',
  version: 1,
  table: 'tally',
  keyColumn: 'stream_id',
  categories: ['thing'],
  key: (event) => event.streamId,
  evolve: (row, { streamId, version, data }) => ({
    stream_id: streamId,
    events: (row?.events ?? 0) + 1,
    version,
    checksum: ((row?.checksum ?? 7) * 31 + Number(data['number'])) % 1_000_003,
  }),
};

export const codecs: Codecs = { thing: { latest: { Counted: 1 }, upcasters: {} } };

export async function createTallyTable(pool: Pool): Promise<void> {
  await pool.query(
    `CREATE TABLE IF NOT EXISTS tally (
       stream_id text PRIMARY KEY, events integer NOT NULL, version integer NOT NULL, checksum integer NOT NULL
     )`,
  );
}

/** Whether the live table is the pure fold of these events. */
export async function tallyIsFoldOf(pool: Pool, events: readonly LoggedEvent[]): Promise<boolean> {
  const folded = new Map<string, TallyRow>();
  for (const event of events) project(tally, folded, event);
  const { rows } = await pool.query<TallyRow>('SELECT stream_id, events, version, checksum FROM tally');
  const line = (row: TallyRow) => [row.stream_id, row.events, row.version, row.checksum].join(' ');
  return rows.map(line).sort().join('\n') === [...folded.values()].map(line).sort().join('\n');
}
