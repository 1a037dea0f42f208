import type pg from 'pg';
import type { LaboratoryOptions } from '../laboratory.js';

/** How many rows of each kind; about as many rows of metadata an instance as there are instances in it. */
export interface RowCounts {
  readonly instances: number;
  readonly metadataRows: number;
}

/** The tenant that owns nineteen of twenty rows. */
export const TENANT = '7052bd6714e7460caeb16242e68124f9';
/** Instances that are alive; all others were deleted, or failed, more than a year ago. */
export const liveInstancesOf = ({ instances }: RowCounts) => Math.min(500, Math.ceil(instances / 20));
/** The client token of a living instance, by its number. */
export const tokenOf = (instance: number) => `token-${instance}`;

const ROWS_PER_BATCH = 20_000;

/**
 * Makes the two tables with the columns and indexes that matter of nova's, and fills them. They are unlogged: nobody
 * needs them after a crash of the server.
 */
export async function createRows(
  client: pg.ClientBase,
  counts: RowCounts,
  { onProgress, signal }: LaboratoryOptions,
): Promise<void> {
  await client.query(TABLES);
  const fill = async (step: string, statement: string, total: number) => {
    const [live, perInstance] = [liveInstancesOf(counts), counts.metadataRows / counts.instances];
    for (let done = 0; done < total;) {
      signal?.throwIfAborted();
      const to = Math.min(total, done + ROWS_PER_BATCH);
      const values = [done, to - 1, counts.instances - live];
      await client.query(statement, step === INSTANCES ? [...values, TENANT] : [...values, perInstance]);
      done = to;
      onProgress?.({ step, done, total });
    }
  };
  await fill(INSTANCES, FILL_INSTANCES, counts.instances);
  await fill(METADATA, FILL_METADATA, counts.metadataRows);
  await client.query(INDEXES);
}

/** Removes what was deleted more than a year ago, as the operator of the tale did, and returns how many rows it were. */
export async function purge(client: pg.ClientBase): Promise<number> {
  let removed = 0;
  for (const statement of PURGE) removed += (await client.query(statement)).rowCount ?? 0;
  await client.query('vacuum analyze instances');
  await client.query('vacuum analyze instance_system_metadata');
  return removed;
}

/** Megabytes that the tables and their indexes take. */
export async function sizeMb(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    `select sum(pg_total_relation_size(name::regclass)) as bytes
     from unnest(array['instances', 'instance_system_metadata']) as name`,
  );
  return Number(rows[0]?.bytes) / 1e6;
}

const INSTANCES = 'filling instances';
const METADATA = 'filling instance_system_metadata';

const TABLES = `
create unlogged table instances (
  id bigint primary key, uuid varchar(36) not null, project_id varchar(255), user_id varchar(255),
  created_at timestamp, updated_at timestamp, deleted_at timestamp, terminated_at timestamp,
  deleted integer not null, vm_state varchar(255), power_state integer, task_state varchar(255),
  image_ref varchar(255), host varchar(255), hostname varchar(255), display_name varchar(255),
  reservation_id varchar(255), key_name varchar(255), key_data text, availability_zone varchar(255),
  instance_type_id integer, memory_mb integer, vcpus integer, root_gb integer
);
create unlogged table instance_system_metadata (
  id bigint primary key, instance_uuid varchar(36) not null, key varchar(255) not null, value varchar(255),
  created_at timestamp, updated_at timestamp, deleted_at timestamp, deleted integer not null
);`;

/** Numbers from $1 to $2; from $3 on they are alive. */
const FILL_INSTANCES = `
insert into instances
select n, md5('instance' || n)::uuid, case when n % 20 = 0 then md5('tenant' || n % 7) else $4 end, md5('user' || n % 90),
       born, born + interval '1 hour', gone, gone, (n < $3)::int,
       case when n >= $3 then 'active' when n % 9 = 0 then 'error' else 'deleted' end, 1, null,
       md5('image' || n % 40)::uuid, 'compute-' || n % 64, 'vm-' || n, 'grid worker ' || n,
       'r-' || substr(md5('reservation' || n), 1, 8), 'grid', 'ssh-rsa ' || repeat(md5('key' || n % 90), 12), 'nova',
       n % 5, 2048, 1, 20
from (select n, now() - interval '1 year' - (interval '1 second' * (40000000 - n * 100 % 30000000)) as born,
             case when n < $3 then now() - interval '370 days' end as gone
      from generate_series($1::bigint, $2::bigint) as n) as numbered`;

/** Rows of metadata, $4 for each instance; the first of an instance is its client token. */
const FILL_METADATA = `
insert into instance_system_metadata
select n, md5('instance' || instance)::uuid,
       case when floor((n - 1) / $4::float8) < instance then 'EC2_client_token'
            else 'image_property_' || n % 11 end,
       case when floor((n - 1) / $4::float8) < instance then 'token-' || instance else md5('value' || n) end,
       now() - interval '2 years', null, case when instance < $3 then now() - interval '370 days' end,
       (instance < $3)::int
from (select n, floor(n / $4::float8)::bigint as instance from generate_series($1::bigint, $2::bigint) as n) as numbered`;

const INDEXES = `
create unique index on instances (uuid);
create index of_instance on instance_system_metadata (instance_uuid);
create index client_token on instance_system_metadata (value) where key = 'EC2_client_token' and deleted = 0;
analyze instances;
analyze instance_system_metadata;`;

const PURGE = [
  `delete from instance_system_metadata as metadata using instances
   where instances.uuid = metadata.instance_uuid and instances.deleted <> 0
     and instances.terminated_at < now() - interval '1 year'`,
  `delete from instances where deleted <> 0 and terminated_at < now() - interval '1 year'`,
];
