import type { IncidentEvent } from './events.js';
import { current, type Incident } from './incident.js';
import type { IncidentRecord } from './record.js';
import { reject } from './rejections.js';
import type { Verification } from './verification.js';

/** What an incident must have been played in to count as verified. */
const ARMS = ['healthy', 'fault', 'fix', 'wrong-fix', 'look-alike'];

/**
 * The outcome of a proof becomes part of the incident. One that fails counts however little was played; one that holds
 * counts only if nothing was left out.
 */
export function recordVerification(
  { slug, verification }: { readonly slug: string; readonly verification: Verification },
  incident: Incident,
): IncidentEvent[] {
  requiredScenario(current(incident, slug).record);
  if (!verification.holds) return [{ type: 'IncidentRefuted', data: verification }];
  const missing = ARMS.filter((arm) => !verification.arms.includes(arm));
  if (missing.length === 0) return [{ type: 'IncidentVerified', data: verification }];
  throw reject('VERIFICATION_INCOMPLETE', {
    message: `Nothing speaks against \`${slug}\`, but these arms were not played: ${missing.join(', ')}.`,
    field: 'arms',
    remedy: 'Play all arms.',
  });
}

/** The scenario that a record names, or the refusal INCIDENT_HAS_NO_SCENARIO. */
export function requiredScenario({ slug, scenario }: IncidentRecord): string {
  if (scenario !== undefined) return scenario;
  throw reject('INCIDENT_HAS_NO_SCENARIO', {
    message: `The record of \`${slug}\` names no scenario that reproduces it.`,
    field: 'scenario',
    remedy: 'Name one in the record; without it the incident stays unverified.',
  });
}
