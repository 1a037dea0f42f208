import type { IncidentEvent } from '../events.js';

/** The schema version that each event is written in, and the steps that lift older ones; see `samples/`. */
export const incidentCodec = {
  latest: {
    IncidentSubmitted: 1,
    IncidentRevised: 1,
    IncidentPublished: 1,
    IncidentSuperseded: 1,
    IncidentRetired: 1,
    IncidentVerified: 1,
    IncidentRefuted: 1,
  } satisfies Record<IncidentEvent['type'], number>,
  upcasters: {},
};
