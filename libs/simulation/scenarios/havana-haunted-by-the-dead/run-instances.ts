import { drawBetween } from '../../engine/draw.js';
import type { Step } from '../../parts/api-worker.js';
import { SECOND } from './parameters.js';
import type { World } from './world.js';

/**
 * `none`: the release does not look tokens up. `scan`: it fetches all instances of the tenant and all rows of their
 * metadata, deleted or not, and compares them itself. `index`: it asks for the one row with this token.
 */
export type TokenLookup = 'none' | 'scan' | 'index';

/** Sizes as they come over the wire and as objects with everything that is joined to them. */
const INSTANCE = { rawKb: 1.6, objectKb: 12 };
const METADATA = { rawKb: 0.3, objectKb: 2 };

/** RunInstances with a client token: look the token up, check the quota, and have the instance scheduled. */
export function runInstances(world: World, tenant: string): (() => Step)[] {
  const { random } = world;
  const computeMs = drawBetween(random, 150, 300);
  const waitMs = drawBetween(random, 2 * SECOND, 4 * SECOND);
  return [
    () => ({ computeMs }),
    ...tokenLookup(world, tenant),
    () => ({
      query: { table: 'quota_usages', rowsExamined: 12, rowsSent: 1 },
      perRow: { computeMs: 0.1, ...METADATA },
    }),
    () => ({ waitMs }),
    () => ({
      query: { table: 'instances', rowsExamined: 1, rowsSent: 1 },
      perRow: { computeMs: 0.1, ...INSTANCE },
    }),
  ];
}

function tokenLookup(world: World, tenant: string): (() => Step)[] {
  const { instances, metadata, lookup, parameters } = world;
  const metadataRow = { computeMs: parameters.objectMicroseconds / 1_000, ...METADATA };
  const instanceRow = { computeMs: (2 * parameters.objectMicroseconds) / 1_000, ...INSTANCE };
  if (lookup === 'none') return [];
  if (lookup === 'index') {
    return [() => ({ query: { table: metadata.name, rowsExamined: 1, rowsSent: 1 }, perRow: metadataRow })];
  }
  return [
    () => ({
      query: {
        table: instances.name,
        rowsExamined: instances.count(),
        rowsSent: instances.count(tenant),
      },
      perRow: instanceRow,
    }),
    () => ({
      query: {
        table: metadata.name,
        rowsExamined: metadata.count() + instances.count(),
        rowsSent: metadata.count(tenant),
      },
      perRow: metadataRow,
    }),
  ];
}

/** The list of the tenant's instances that the cloud's own API gives, page by page. */
export function listServers(world: World, tenant: string): (() => Step)[] {
  const rows = () => Math.min(1_000, world.instances.live(tenant));
  return [
    () => ({ computeMs: 20 }),
    () => ({
      query: { table: 'instances', rowsExamined: rows(), rowsSent: rows() },
      perRow: { computeMs: 0.1, ...INSTANCE },
    }),
  ];
}
