import type { IncidentRecord } from './record.js';
import type { Verification } from './verification.js';

/** Everything that can happen to an incident. Who did it and when stands in the event's metadata. */
export type IncidentEvent =
  | {
      readonly type: 'IncidentSubmitted';
      readonly data: Submission & { readonly reason?: string };
    }
  | {
      readonly type: 'IncidentRevised';
      readonly data: Submission & { readonly reason: string };
    }
  | { readonly type: 'IncidentPublished'; readonly data: Partial<Distinction> & { readonly reason?: string } }
  | { readonly type: 'IncidentSuperseded'; readonly data: { readonly by: string; readonly reason: string } }
  | { readonly type: 'IncidentRetired'; readonly data: { readonly reason: string } }
  | { readonly type: 'IncidentVerified'; readonly data: Verification }
  | { readonly type: 'IncidentRefuted'; readonly data: Verification };

/** The incidents that a record looks like and that somebody found to be others. */
export interface Distinction {
  readonly distinctFrom: readonly string[];
}

/** A record as it was handed in. */
export interface Submission extends Partial<Distinction> {
  readonly record: IncidentRecord;
}

/** The events by name, for those who pick one out. */
export type EventOf<Type extends IncidentEvent['type']> = Extract<IncidentEvent, { type: Type }>;

/** A distinction as an event holds it: left out where there is none. */
export const noted = ({ distinctFrom }: Distinction): Partial<Distinction> =>
  distinctFrom.length > 0 ? { distinctFrom } : {};
