import { hash } from 'node:crypto';
import type { Pool } from 'pg';

/** A read model as a list: every page of it is read by the place where the page before ended, never by counting. */
export interface List<Field extends string, Row> extends ListOrders<Field> {
  readonly table: string;
  /** The columns of an entry, as PostgreSQL selects them. */
  readonly columns: string;
  /** The type of an entry; never a value. */
  readonly row?: Row;
}

/** By which columns a list can be put in order. */
export interface ListOrders<Field extends string> {
  /** Unique; breaks the ties of every order. */
  readonly key: SortColumn;
  readonly orders: Readonly<Record<Field, SortColumn>>;
}

export interface SortColumn {
  readonly column: string;
  readonly type: keyof typeof sortTypes;
}

/** How sorted values are written into a place, and read from one. Times count in milliseconds since 1970. */
const sortTypes = {
  text: { write: (column: string) => column, read: (value: string) => `${value}::text`, format: /^[^\0]*$/ },
  number: {
    write: (column: string) => `${column}::text`,
    read: (value: string) => `${value}::bigint`,
    format: /^\d{1,18}$/,
  },
  time: {
    write: (column: string) => `(extract(epoch FROM ${column}) * 1000)::bigint::text`,
    read: (value: string) => `to_timestamp(${value}::bigint / 1000.0)`,
    format: /^\d{1,15}$/,
  },
};

/** Whether something that is said to be a place in a list can be one. */
export function isPlace<Field extends string>(
  { key, orders }: ListOrders<Field>,
  field: Field,
  place: unknown,
): place is Place {
  const isValue = ({ type }: SortColumn, value: unknown) =>
    typeof value === 'string' && sortTypes[type].format.test(value);
  return (
    Array.isArray(place) && place.length === 2 && isValue(orders[field], place[0]) && isValue(key, place[1])
  );
}

/** A place in a list: the sorted value and the key of the entry that stands there, as text. */
export type Place = readonly [value: string, key: string];

export interface PageRequest<Field extends string = string> {
  /** Most entries of the page. */
  readonly size: number;
  /** Whether it is the last entries that are wanted, and not the first. Their order is the same. */
  readonly fromEnd?: boolean;
  readonly after?: Place | undefined;
  readonly before?: Place | undefined;
  readonly orderBy: { readonly field: Field; readonly descending: boolean };
}

/** Part of a list: entries, each with its place. */
export interface Page<Entry> {
  readonly entries: readonly { readonly place: Place; readonly entry: Entry }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** How many entries the list has; counted when asked. */
  readonly totalCount: () => Promise<number>;
}

/** Adds a value to a statement and returns how the statement names it. */
export type Bind = (value: unknown) => string;

/** Conditions that all have to hold, as SQL. */
export type Conditions = (bind: Bind) => readonly string[];

/** One page, by one statement; counting is another one. */
export async function readPage<Field extends string, Row>(
  pool: Pool,
  list: List<Field, Row>,
  request: PageRequest<Field>,
  conditions: Conditions = () => [],
): Promise<Page<Row>> {
  const values: unknown[] = [];
  const text = select(list, request, conditions, binder(values));
  const { rows } = await pool.query<Placed<Row>>({
    text,
    values,
    ...named(text, values.length <= PLAIN_VALUES_MAX),
  });
  return toPage(rows, request, async () => {
    const counted: unknown[] = [];
    const count = `SELECT count(*)::float8 AS count FROM ${list.table} ${where(conditions(binder(counted)))}`;
    return (await pool.query<{ count: number }>(count, counted)).rows[0]!.count;
  });
}

/** The same page of a list of their own for many parents, by one statement, and by one more when they are counted. */
export async function readPages<Field extends string, Row>(
  pool: Pool,
  list: List<Field, Row>,
  request: PageRequest<Field>,
  parents: readonly string[],
  isChild: (parent: string) => string,
): Promise<Map<string, Page<Row>>> {
  const values: unknown[] = [parents];
  const text = `SELECT parent, child.* FROM unnest($1::text[]) parent
    CROSS JOIN LATERAL (${select(list, request, () => [isChild('parent')], binder(values))}) child`;
  const { rows } = await pool.query<Placed<Row> & { parent: string }>({ text, values, ...named(text, true) });
  const children = new Map(parents.map((parent) => [parent, [] as Placed<Row>[]]));
  for (const row of rows) children.get(row.parent)!.push(row);
  let counts: Promise<Map<string, number>> | undefined;
  const countAll = async () => {
    const { rows: counted } = await pool.query<{ parent: string; count: number }>(
      `SELECT parent, (SELECT count(*) FROM ${list.table} WHERE ${isChild('parent')})::float8 AS count
       FROM unnest($1::text[]) parent`,
      [parents],
    );
    return new Map(counted.map((it) => [it.parent, it.count]));
  };
  const totalCount = async (parent: string) => (await (counts ??= countAll())).get(parent) ?? 0;
  return new Map(
    [...children].map(([parent, own]) => [parent, toPage(own, request, () => totalCount(parent))]),
  );
}

type Placed<Row> = Row & { readonly placeValue: string; readonly placeKey: string };

function select<Field extends string, Row>(
  { table, columns, key, orders }: List<Field, Row>,
  { size, fromEnd = false, after, before, orderBy: { field, descending } }: PageRequest<Field>,
  conditions: Conditions,
  bind: Bind,
): string {
  const order = orders[field];
  const isUnique = order.column === key.column;
  const read = ({ type }: SortColumn, value: string) => sortTypes[type].read(bind(value));
  const write = ({ column, type }: SortColumn) => sortTypes[type].write(column);
  const beyond = ([value, keyValue]: Place, sign: '<' | '>') =>
    isUnique
      ? `${key.column} ${sign} ${read(key, keyValue)}`
      : `(${order.column}, ${key.column}) ${sign} (${read(order, value)}, ${read(key, keyValue)})`;
  const all = [
    ...conditions(bind),
    ...(after ? [beyond(after, descending ? '<' : '>')] : []),
    ...(before ? [beyond(before, descending ? '>' : '<')] : []),
  ];
  const direction = descending === fromEnd ? 'ASC' : 'DESC';
  const by = [...new Set([order.column, key.column])].map((column) => `${column} ${direction}`).join(', ');
  // The columns of a page only: PostgreSQL would work them out for all entries before it sorts them.
  return `SELECT ${columns}, ${write(order)} AS "placeValue", ${write(key)} AS "placeKey"
    FROM (SELECT * FROM ${table} ${where(all)} ORDER BY ${by} LIMIT ${bind(size + 1)}) page ORDER BY ${by}`;
}

function toPage<Row, Field extends string>(
  rows: readonly Placed<Row>[],
  { size, fromEnd = false, after, before }: PageRequest<Field>,
  totalCount: () => Promise<number>,
): Page<Row> {
  const found = rows
    .slice(0, size)
    .map((row) => ({ place: [row.placeValue, row.placeKey] as const, entry: row }));
  const hasMore = rows.length > size;
  return {
    entries: fromEnd ? found.reverse() : found,
    hasNextPage: fromEnd ? before !== undefined : hasMore,
    hasPreviousPage: fromEnd ? hasMore : after !== undefined,
    totalCount,
  };
}

function binder(values: unknown[]): Bind {
  return (value) => `$${values.push(value)}`;
}

const where = (conditions: readonly string[]) =>
  conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;

/** Statements without filters are few and asked for most: each connection parses and plans them once. */
const named = (text: string, isPlain: boolean) =>
  isPlain ? { name: hash('sha256', text).slice(0, 32) } : {};
const PLAIN_VALUES_MAX = 3;
