import type { Projection } from '../event-store/index.js';
import { incidentView } from './incident-view/incident-view.js';
import { reportView } from './report-view/report-view.js';

export { incidentView, type IncidentRow } from './incident-view/incident-view.js';
export { reportView, type ReportRow } from './report-view/report-view.js';

/** Every read model. */
export const projections: readonly Projection<object>[] = [
  incidentView,
  reportView,
] as unknown as Projection<object>[];
