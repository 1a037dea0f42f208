import { match } from '../matching/index.js';
import { validateObservation, type MatchOutcome } from '../report/index.js';
import type { KnowledgeFollower } from './knowledge.js';
import { reject } from './rejections.js';

/** How many matches a look-up may ask for. */
export const LOOK_UP_MATCHES_MAX = 20;

export interface LookUpOptions {
  /** Matches at most, from 1 to 20; 5 unless said otherwise. */
  readonly first?: number;
}

/**
 * Answers an observation with all that is known at the time of the call, in this process and without storing anything.
 * Throws PAGE_INVALID, and as `validateObservation` does.
 */
export type LookUp = (observation: unknown, options?: LookUpOptions) => Promise<MatchOutcome>;

export function openLookUp(knowledge: KnowledgeFollower): LookUp {
  return async (observation, { first = 5 } = {}) => {
    if (!Number.isInteger(first) || first < 1 || first > LOOK_UP_MATCHES_MAX) {
      throw reject('PAGE_INVALID', {
        message: `From 1 to ${LOOK_UP_MATCHES_MAX} matches can be asked for, not ${first}.`,
        field: 'first',
        remedy: 'Ask for fewer: those that follow hardly ever are the incident.',
      });
    }
    const checked = validateObservation(observation);
    return match(await knowledge.catchUp(), checked, { ...knowledge.experience, limit: first });
  };
}
