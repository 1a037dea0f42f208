import type pg from 'pg';

/**
 * Two ways to find the instance that a client token was used for. `scan`: fetch all instances of the tenant and all
 * rows of their metadata, deleted or not, and compare here, as the API of the tale did. `index`: ask for the one row.
 */
export type Lookup = 'scan' | 'index';

export interface Question {
  readonly tenant: string;
  readonly token: string;
}

export interface Found {
  readonly instance: string | undefined;
  readonly rowsSent: number;
}

interface MetadataRow {
  readonly instance_uuid: string;
  readonly key: string;
  readonly value: string;
}

/** The statements of a lookup, with their values. */
export const statementsOf = (
  lookup: Lookup,
  { tenant, token }: Question,
): { text: string; values: string[] }[] =>
  lookup === 'scan'
    ? [
        { text: 'select * from instances where project_id = $1 order by created_at', values: [tenant] },
        {
          text: `select metadata.* from instance_system_metadata as metadata
                 join instances on instances.uuid = metadata.instance_uuid where instances.project_id = $1`,
          values: [tenant],
        },
      ]
    : [
        {
          text: `select metadata.* from instance_system_metadata as metadata
                 join instances on instances.uuid = metadata.instance_uuid
                 where metadata.key = 'EC2_client_token' and metadata.value = $2 and metadata.deleted = 0
                   and instances.project_id = $1`,
          values: [tenant, token],
        },
      ];

/** Looks the token up. All rows are held until there is an answer, as the API holds them. */
export async function find(client: pg.ClientBase, lookup: Lookup, question: Question): Promise<Found> {
  const held: object[][] = [];
  for (const statement of statementsOf(lookup, question))
    held.push((await client.query<object>(statement)).rows);
  const metadata = held.at(-1) as MetadataRow[];
  const row = metadata.find(({ key, value }) => key === 'EC2_client_token' && value === question.token);
  return {
    instance: row?.instance_uuid,
    rowsSent: held.reduce((sum, rows) => sum + rows.length, 0),
  };
}

interface Plan {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

/** How many rows of the tables the server looks at for a lookup; it runs it to know. */
export async function countExamined(
  client: pg.ClientBase,
  lookup: Lookup,
  question: Question,
): Promise<number> {
  await client.query('set max_parallel_workers_per_gather = 0');
  let examined = 0;
  for (const { text, values } of statementsOf(lookup, question)) {
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>({
      text: `explain (analyze, timing off, format json) ${text}`,
      values,
    });
    examined += examinedBy(rows[0]!['QUERY PLAN'][0].Plan);
  }
  return examined;
}

function examinedBy(plan: Plan): number {
  const below = (plan.Plans ?? []).reduce((sum, it) => sum + examinedBy(it), 0);
  if (plan['Relation Name'] === undefined) return below;
  return below + (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'];
}
