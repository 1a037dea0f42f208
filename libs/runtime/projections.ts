import type { Codecs } from '../event-store/index.js';
import {
  projectionStatus,
  rebuildProjection,
  retryDeadLetters,
  waitForEvent,
  type DeadLetter,
  type ProjectionStatus,
  type RebuildResult,
} from '../event-store/postgres/index.js';
import { incidentCodec, incidentStream } from '../incident/index.js';
import { incidentView, projections } from '../projections/index.js';
import { reportCodec } from '../report/index.js';
import { reject } from './rejections.js';

type Pool = Parameters<typeof projectionStatus>[0];

/** The codec of each category of streams. */
export const codecs: Codecs = { incident: incidentCodec, report: reportCodec };

/** So long a process that starts waits for what it has loaded to be listed. */
const LISTED_WAIT_MAX_MS = 5_000;

/** What an operator can do with read models. Unknown names are refused with PROJECTION_NOT_FOUND. */
export interface Projections {
  status(): Promise<ProjectionStatus[]>;
  rebuild(name: string): Promise<RebuildResult>;
  /** Tries again what was set aside, and returns what still is. */
  retryDeadLetters(name: string): Promise<DeadLetter[]>;
  /** Waits until an incident is listed as it is; `false` if that takes too long, as when nothing follows the log. */
  untilListed(incident: { readonly slug: string; readonly version: number }): Promise<boolean>;
}

export function openProjections(pool: Pool): Projections {
  return {
    status: () => projectionStatus(pool),
    rebuild: async (name) => rebuildProjection(pool, named(name), codecs),
    retryDeadLetters: async (name) => retryDeadLetters(pool, named(name), codecs),
    untilListed: ({ slug, version }) =>
      waitForEvent(pool, incidentView.name, { streamId: incidentStream(slug), version }, LISTED_WAIT_MAX_MS),
  };
}

function named(name: string) {
  const found = projections.find((it) => it.name === name);
  if (found) return found;
  throw reject('PROJECTION_NOT_FOUND', {
    message: `There is no read model \`${name.slice(0, 100)}\`.`,
    field: 'name',
    remedy: `Choose one of ${projections.map((it) => it.name).join(', ')}.`,
  });
}
