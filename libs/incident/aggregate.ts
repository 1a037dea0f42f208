import { evolve, type Incident } from './incident.js';
import { incidentCodec } from './upcasts/codec.js';

/** The incident as an event store sees it. */
export const incidentAggregate = {
  category: 'incident',
  initial: undefined as Incident,
  evolve,
  codec: incidentCodec,
};
