import { escapeIdentifier, type ClientBase } from 'pg';
import { sqlStatement } from '../../database/index.js';
import type { Projection } from '../projection.js';

/** The live table, the one that is being built beside it, and the one that was live before. */
export type Slot = 'live' | 'next' | 'previous';

export function tableName({ table }: Pick<Projection<object>, 'table'>, slot: Slot | 'swap'): string {
  return slot === 'live' ? table : `${table}__${slot}`;
}

/** Reads and writes rows of one projection as JSON; PostgreSQL converts them to the column types and back. */
export class ProjectionTable<Row extends object> {
  readonly #table: string;
  readonly #key: string;
  readonly #keyColumn: string & keyof Row;
  #columns: string[] | undefined;

  constructor(projection: Projection<Row>, slot: Slot) {
    this.#table = escapeIdentifier(tableName(projection, slot));
    this.#keyColumn = projection.keyColumn;
    this.#key = escapeIdentifier(projection.keyColumn);
  }

  async load(client: ClientBase, keys: readonly string[]): Promise<Map<string, Row>> {
    const { rows } = await client.query<{ row: Row }>(
      `SELECT to_jsonb(t) AS row FROM ${this.#keys()} JOIN ${this.#table} t USING (${this.#key})`,
      [this.#keysAsJson(keys)],
    );
    return new Map(rows.map(({ row }) => [String(row[this.#keyColumn]), row]));
  }

  async upsert(client: ClientBase, rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    const columns = await this.#writableColumns(client);
    const known = new Set(columns);
    const unknown = rows.flatMap((row) => Object.keys(row)).find((column) => !known.has(column));
    if (unknown) throw new Error(`The table ${this.#table} has no column that could take \`${unknown}\`.`);
    const names = columns.map(escapeIdentifier);
    const values = names.filter((name) => name !== this.#key).map((name) => `${name} = EXCLUDED.${name}`);
    await client.query(
      `INSERT INTO ${this.#table} (${names.join(', ')})
       SELECT ${names.join(', ')} FROM jsonb_populate_recordset(NULL::${this.#table}, $1::jsonb)
       ON CONFLICT (${this.#key}) DO ${values.length > 0 ? `UPDATE SET ${values.join(', ')}` : 'NOTHING'}`,
      [JSON.stringify(rows)],
    );
  }

  async delete(client: ClientBase, keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    await client.query(
      `DELETE FROM ${this.#table} t USING ${this.#keys()} WHERE t.${this.#key} = k.${this.#key}`,
      [this.#keysAsJson(keys)],
    );
  }

  /** The given keys as records of the table, so that they have the type of the column, whatever it is. */
  #keys(): string {
    return `(SELECT ${this.#key} FROM jsonb_populate_recordset(NULL::${this.#table}, $1::jsonb)) k`;
  }

  #keysAsJson(keys: readonly string[]): string {
    return JSON.stringify(keys.map((key) => ({ [this.#keyColumn]: key })));
  }

  async #writableColumns(client: ClientBase): Promise<string[]> {
    if (!this.#columns) {
      const table = this.#table.slice(1, -1);
      const { rows } = await client.query<{ column: string }>(sqlStatement('table-columns'), [table]);
      this.#columns = rows.map((it) => it.column);
    }
    return this.#columns;
  }
}
