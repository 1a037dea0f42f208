import type { IncidentRecord } from './record.js';

/** Everything that can happen to an incident. Who did it and when stands in the event's metadata. */
export type IncidentEvent =
  | {
      readonly type: 'IncidentSubmitted';
      readonly data: { readonly record: IncidentRecord; readonly reason?: string };
    }
  | {
      readonly type: 'IncidentRevised';
      readonly data: { readonly record: IncidentRecord; readonly reason: string };
    }
  | { readonly type: 'IncidentPublished'; readonly data: { readonly reason?: string } }
  | { readonly type: 'IncidentSuperseded'; readonly data: { readonly by: string; readonly reason: string } }
  | { readonly type: 'IncidentRetired'; readonly data: { readonly reason: string } };

/** The events by name, for those who pick one out. */
export type EventOf<Type extends IncidentEvent['type']> = Extract<IncidentEvent, { type: Type }>;
