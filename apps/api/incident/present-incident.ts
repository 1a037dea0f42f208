import type { IncidentSnapshot, IncidentSummary } from '../../../libs/runtime/index.js';
import { nodeId } from '../relay/node.js';
import type { Incident } from './incident.types.js';

/** An incident as GraphQL shows it. */
export function presentIncident(incident: IncidentSnapshot | IncidentSummary): Incident {
  return {
    ...(incident as unknown as Incident),
    __typename: 'Incident',
    id: nodeId('incident', incident.slug),
  };
}
