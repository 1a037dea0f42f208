import type { Entry, Stage } from '../engine/simulation.js';
import { SharedProcessor } from './shared-processor.js';

export interface QueryLogged extends Entry {
  readonly kind: 'query-logged';
  readonly table: string;
  readonly tookMs: number;
  /** Of that, waiting for locks. */
  readonly lockMs: number;
  readonly rowsSent: number;
  readonly rowsExamined: number;
}
export type DatabaseEntry = QueryLogged;

export interface Query {
  readonly table: string;
  readonly rowsExamined: number;
  readonly rowsSent: number;
}

/** What a row costs the server, in milliseconds. */
export interface RowCosts {
  readonly examineMs: number;
  readonly sendMs: number;
}

/** Rows of a table, by tenant. A row that an application deletes is only marked, and stays. */
export class Table {
  private readonly rows = new Map<string, { live: number; deleted: number }>();

  constructor(readonly name: string) {}

  insert(tenant: string, count: number): void {
    this.of(tenant).live += count;
  }

  markDeleted(tenant: string, count: number): void {
    const rows = this.of(tenant);
    const marked = Math.min(count, rows.live);
    rows.live -= marked;
    rows.deleted += marked;
  }

  /** Removes at most so many of the marked rows, and returns how many it were. */
  purge(atMost: number): number {
    let left = atMost;
    for (const rows of this.rows.values()) {
      const removed = Math.min(left, rows.deleted);
      rows.deleted -= removed;
      left -= removed;
    }
    return atMost - left;
  }

  live(tenant?: string): number {
    return this.sum(tenant, ({ live }) => live);
  }

  deleted(tenant?: string): number {
    return this.sum(tenant, ({ deleted }) => deleted);
  }

  /** All rows, marked or not. */
  count(tenant?: string): number {
    return this.sum(tenant, ({ live, deleted }) => live + deleted);
  }

  private sum(tenant: string | undefined, of: (rows: { live: number; deleted: number }) => number): number {
    if (tenant !== undefined) return of(this.of(tenant));
    return [...this.rows.values()].reduce((sum, rows) => sum + of(rows), 0);
  }

  private of(tenant: string) {
    const known = this.rows.get(tenant) ?? { live: 0, deleted: 0 };
    this.rows.set(tenant, known);
    return known;
  }
}

/**
 * A database server as a model of cost: the time of a query follows from the rows that it examines and sends, from the
 * other queries, and from the locks it has to wait for. Queries of a second or more are in the slow query log.
 */
export class DatabaseServer {
  private readonly processor: SharedProcessor;
  private readonly lockedUntilMs = new Map<string, number>();

  constructor(
    private readonly stage: Stage<DatabaseEntry>,
    private readonly name: string,
    private readonly costs: RowCosts,
    processors: number,
  ) {
    this.processor = new SharedProcessor(stage, processors);
  }

  /** Holds a whole table for itself, as `LOCK TABLES ... WRITE` does. */
  lock(table: string, forMs: number): void {
    this.lockedUntilMs.set(table, this.stage.nowMs + forMs);
  }

  run(query: Query, done: () => void): void {
    const startedMs = this.stage.nowMs;
    this.whenUnlocked(query.table, () => {
      const lockMs = this.stage.nowMs - startedMs;
      const workMs = query.rowsExamined * this.costs.examineMs + query.rowsSent * this.costs.sendMs;
      this.processor.add(workMs, () => {
        const tookMs = this.stage.nowMs - startedMs;
        if (tookMs >= 1_000)
          this.stage.note({ part: this.name, kind: 'query-logged', tookMs, lockMs, ...query });
        done();
      });
    });
  }

  private whenUnlocked(table: string, then: () => void): void {
    const waitMs = (this.lockedUntilMs.get(table) ?? 0) - this.stage.nowMs;
    if (waitMs <= 0) then();
    else this.stage.after(waitMs, () => this.whenUnlocked(table, then));
  }
}
