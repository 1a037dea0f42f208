import type { ClientBase } from 'pg';
import { sqlStatement } from '../../database/index.js';
import type { LoggedEvent } from '../event-store.js';
import { project, upcastLogged, type Codecs, type Projection } from '../projection.js';
import { ProjectionTable, type Slot } from './projection-table.js';

/** One table of a projection, and what its batches are made with. */
export interface ProjectionTarget<Row extends object> {
  readonly projection: Projection<Row>;
  readonly codecs: Codecs;
  readonly slot: Slot;
  readonly batchSize: number;
}

export interface BatchResult {
  /** The checkpoint after the batch. */
  readonly sequence: number;
  /** The end of the log when the batch began. */
  readonly newest: number;
}

/**
 * Takes the next events of the log into the table and moves its checkpoint, all in the transaction that the client is
 * in: whatever becomes of it, each event counts exactly once. `undefined` when another session has the table, or when
 * it is of another version than the projection.
 */
export async function takeInBatch<Row extends object>(
  client: ClientBase,
  target: ProjectionTarget<Row>,
  upTo: number | null = null,
): Promise<BatchResult | undefined> {
  const { projection, slot, batchSize } = target;
  const names = [projection.name, slot];
  const claim = await client.query<BatchResult>(sqlStatement('claim-projection'), [
    ...names,
    projection.version,
  ]);
  const claimed = claim.rows[0];
  if (!claimed) return undefined;
  const end = Math.min(claimed.newest, upTo ?? claimed.newest);
  if (end <= claimed.sequence) return claimed;

  const { rows: events } = await client.query<LoggedEvent>(sqlStatement('read-log'), [
    claimed.sequence,
    end,
    projection.categories,
    batchSize,
    null,
  ]);
  if (events.length > 0) await takeIn(client, target, events);
  const sequence = events.length < batchSize ? end : events.at(-1)!.sequence;
  await client.query(sqlStatement('advance-projection'), [...names, sequence]);
  return { sequence, newest: claimed.newest };
}

/**
 * Folds the events into the table. An event that the fold or the database refuses becomes a dead letter and parks its
 * stream; when it is the database that refuses, halving the batch finds the event.
 */
export async function takeIn<Row extends object>(
  client: ClientBase,
  target: ProjectionTarget<Row>,
  events: readonly LoggedEvent[],
): Promise<void> {
  const { projection, slot } = target;
  const names = [projection.name, slot];
  const letters = await client.query<{ streamId: string }>(sqlStatement('list-dead-letters'), names);
  const batch = new Batch(client, target, new Set(letters.rows.map((it) => it.streamId)));
  await batch.takeIn(events);
  for (const { event, reason } of batch.failures) {
    await client.query(sqlStatement('park-stream'), [
      ...names,
      event.streamId,
      event.sequence,
      event.eventId,
      reason.slice(0, REASON_CHARACTERS_MAX),
    ]);
  }
}

const REASON_CHARACTERS_MAX = 2_000;

interface Failure {
  readonly event: LoggedEvent;
  readonly reason: string;
}

class Batch<Row extends object> {
  readonly failures: Failure[] = [];
  readonly #table: ProjectionTable<Row>;

  constructor(
    private readonly client: ClientBase,
    private readonly target: ProjectionTarget<Row>,
    private readonly parked: Set<string>,
  ) {
    this.#table = new ProjectionTable(target.projection, target.slot);
  }

  async takeIn(events: readonly LoggedEvent[]): Promise<void> {
    const wanted = events.filter((it) => !this.parked.has(it.streamId));
    if (wanted.length === 0) return;
    await this.client.query('SAVEPOINT batch');
    try {
      (await this.#write(wanted)).forEach((failure) => this.#park(failure));
      await this.client.query('RELEASE SAVEPOINT batch');
    } catch (error) {
      if (!isRefusedData(error)) throw error;
      await this.client.query('ROLLBACK TO SAVEPOINT batch');
      if (wanted.length === 1) return this.#park({ event: wanted[0]!, reason: String(error) });
      const middle = Math.ceil(wanted.length / 2);
      await this.takeIn(wanted.slice(0, middle));
      await this.takeIn(wanted.slice(middle));
    }
  }

  /** Returns the first failure of each stream that the fold refused; the rest of such a stream is left out. */
  async #write(events: readonly LoggedEvent[]): Promise<Failure[]> {
    const { projection } = this.target;
    const lifted = events.map((event) => this.#lift(event));
    const keys = new Set(lifted.flatMap((it) => ('reason' in it ? [] : (it.key ?? []))));
    const rows = await this.#table.load(this.client, [...keys]);

    const failures = new Map<string, Failure>();
    const changed = new Set<string>();
    for (const it of lifted) {
      const { streamId } = it.event;
      if (failures.has(streamId)) continue;
      if ('reason' in it) {
        failures.set(streamId, it);
        continue;
      }
      try {
        const key = project(projection, rows, it.event);
        if (key !== undefined) changed.add(key);
      } catch (error) {
        failures.set(streamId, { event: it.event, reason: String(error) });
      }
    }
    const [set, unset] = [
      [...changed].filter((key) => rows.has(key)),
      [...changed].filter((key) => !rows.has(key)),
    ];
    await this.#table.delete(this.client, unset);
    await this.#table.upsert(
      this.client,
      set.map((key) => rows.get(key)!),
    );
    return [...failures.values()];
  }

  #lift(event: LoggedEvent): { event: LoggedEvent; key: string | undefined } | Failure {
    try {
      const latest = upcastLogged(this.target.codecs, event);
      return { event: latest, key: this.target.projection.key(latest) };
    } catch (error) {
      return { event, reason: String(error) };
    }
  }

  #park(failure: Failure): void {
    this.parked.add(failure.event.streamId);
    this.failures.push(failure);
  }
}

/** Whether the database refused what it was given (as against: it is unwell), by the class of the SQLSTATE. */
function isRefusedData(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(22|23|54)/.test(code);
}
