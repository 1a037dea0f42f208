import type { Random } from '../../../kernel/index.js';
import type { Entry, Simulation } from '../../engine/simulation.js';
import { ApiWorker, type WorkerEntry } from '../../parts/api-worker.js';
import { DatabaseServer, Table } from '../../parts/database-server.js';
import { MemoryHost } from '../../parts/memory-host.js';
import type { TokenLookup } from './run-instances.js';
import type { Parameters } from './parameters.js';

/** `select deleted<>0, count(*)` on both tables. */
export interface RowsCounted extends Entry {
  readonly kind: 'rows-counted';
  readonly liveInstances: number;
  readonly deletedInstances: number;
  readonly deletedMetadata: number;
}

export type HavanaEntry = WorkerEntry | RowsCounted;

/** The tenant whose requests are looked at, and all others together. */
export const TENANT = 'grid';
export const OTHERS = 'others';

export interface World {
  readonly simulation: Simulation<HavanaEntry>;
  readonly parameters: Parameters;
  readonly random: Random;
  readonly database: DatabaseServer;
  readonly instances: Table;
  readonly metadata: Table;
  readonly host: MemoryHost;
  /** The process that answers the EC2 API, and the one for the cloud's own API. */
  readonly ec2: ApiWorker;
  readonly compute: ApiWorker;
  /** How the installed code finds out whether a client token was used before. */
  lookup: TokenLookup;
}

/** A controller on Grizzly, with a database that has never been tidied up. */
export function build(parameters: Parameters, simulation: Simulation<HavanaEntry>): World {
  const { examineMicroseconds, sendMicroseconds, ramGb, swapGb } = parameters;
  const costs = { examineMs: examineMicroseconds / 1_000, sendMs: sendMicroseconds / 1_000 };
  const database = new DatabaseServer(simulation, 'mysql', costs, 4);
  const host = new MemoryHost(simulation, 'controller', ramGb * 1_024, swapGb * 1_024);
  const world: World = {
    simulation,
    parameters,
    random: simulation.random('users'),
    database,
    instances: new Table('instances'),
    metadata: new Table('instance_system_metadata'),
    host,
    ec2: new ApiWorker(simulation, 'nova-api', host, database, 'Grizzly'),
    compute: new ApiWorker(simulation, 'nova-api-os-compute', host, database, 'Grizzly'),
    lookup: 'none',
  };
  fill(world);
  return world;
}

/** Every instance has rows of metadata; both are marked when it is deleted. */
function fill({ instances, metadata, parameters }: World): void {
  const { liveInstances, deletedInstances, metadataRowsPerInstance, tenantShare } = parameters;
  for (const [tenant, share] of [
    [TENANT, tenantShare],
    [OTHERS, 1 - tenantShare],
  ] as const) {
    const deleted = Math.round(deletedInstances * share);
    const all = deleted + Math.round(liveInstances * share);
    instances.insert(tenant, all);
    instances.markDeleted(tenant, deleted);
    metadata.insert(tenant, Math.round(all * metadataRowsPerInstance));
    metadata.markDeleted(tenant, Math.round(deleted * metadataRowsPerInstance));
  }
}
