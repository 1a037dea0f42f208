import {
  current,
  requiredScenario,
  verificationStatusOf,
  type VerificationStatus,
} from '../incident/index.js';
import type { LongJobQueue, PendingLongJob } from '../jobs/index.js';
import type { Ids } from '../kernel/index.js';
import { findScenario, parseSeeds, scenarios } from '../simulation/index.js';
import type { Caller } from './caller.js';
import type { IncidentSummary } from '../projections/postgres/index.js';
import type { Incidents } from './incidents.js';
import { openProgress } from './progress.js';
import { reject } from './rejections.js';

/** A verification that waits or runs. It is no part of the incident: only its outcome will be. */
export type PendingVerification = PendingLongJob;

/** Proofs of incidents in the background. */
export interface Verifications {
  /**
   * Has a worker prove an incident over seeds such as `0..99`. Throws INCIDENT_NOT_FOUND, INCIDENT_HAS_NO_SCENARIO,
   * SCENARIO_NOT_FOUND, SEEDS_INVALID and VERIFICATION_RUNNING. The same command starts one, however often it is given.
   */
  start(slug: string, seeds: string, caller: Caller): Promise<PendingVerification>;
  /** Those that wait or run, oldest first. */
  pending(): Promise<PendingVerification[]>;
  /**
   * How far the verification of an incident has come, as it goes on, and `undefined` when none waits or runs any more; see
   * `progress.ts`. Throws INCIDENT_NOT_FOUND.
   */
  follow(slug: string): Promise<AsyncIterableIterator<PendingVerification | undefined, undefined>>;
  /** Calls one off; nothing is recorded of it. Throws VERIFICATION_NOT_FOUND. */
  cancel(id: string): Promise<void>;
  statusOf(incident: Pick<IncidentSummary, 'claim' | 'verification'>): VerificationStatus;
  /** Ends those who follow. */
  close(): Promise<void>;
}

interface Dependencies {
  readonly incidents: Incidents;
  readonly longJobs: LongJobQueue;
  readonly ids: Ids;
  /** Those that are followed cannot be read: said once, until they can. */
  readonly onError: (error: unknown) => void;
  readonly onRecovery: () => void;
}

/** The versions of the scenarios of this release, by slug. */
export const scenarioVersions: ReadonlyMap<string, number> = new Map(
  scenarios.map(({ slug, version }) => [slug, version]),
);

/** So often the queue is looked at while somebody follows a verification; a worker tells twice in that time. */
const LOOK_MS = 500;

const onTick = (callback: () => void) => {
  const ticking = setInterval(callback, LOOK_MS).unref();
  return () => clearInterval(ticking);
};

export function openVerifications({ incidents, longJobs, ids, ...told }: Dependencies): Verifications {
  const progress = openProgress({ pending: () => longJobs.pending(), onTick, ...told });
  return {
    async start(slug, seedsText, { actor, correlationId, causationId, commandId = ids.next() }) {
      const seeds = parseSeeds(seedsText);
      const { record } = current(await incidents.get(slug), slug);
      findScenario(requiredScenario(record));
      const running = (await longJobs.pending()).find(({ payload }) => payload.slug === slug);
      if (running && running.id !== commandId) throw alreadyRunning(running);
      const cause = { correlationId, causationId: causationId ?? commandId };
      return longJobs.add({
        id: commandId,
        name: 'verify-incident',
        payload: { slug, seeds, actor, ...cause },
      });
    },
    pending: () => longJobs.pending(),
    async follow(slug) {
      await incidents.get(slug);
      return progress.follow(slug);
    },
    async cancel(id) {
      if (await longJobs.cancel(id)) return;
      throw reject('VERIFICATION_NOT_FOUND', {
        message: `No verification \`${id.slice(0, 100)}\` waits or runs.`,
        field: 'id',
        remedy: 'List those that do; one that has ended is told by the history of its incident.',
      });
    },
    statusOf({ claim, verification }) {
      return verificationStatusOf(
        claim,
        verification,
        verification ? scenarioVersions.get(verification.scenario) : undefined,
      );
    },
    close: () => progress.close(),
  };
}

function alreadyRunning({ id, payload }: PendingVerification) {
  return reject('VERIFICATION_RUNNING', {
    message: `The incident \`${payload.slug}\` is being verified already.`,
    field: 'slug',
    remedy: `Wait for the verification ${id} to end, or cancel it.`,
  });
}
