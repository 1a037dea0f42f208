import { categoryOf, ERASED, type LoggedEvent } from '../event-store/index.js';
import type { Job } from '../jobs/index.js';

/** The categories whose events bring jobs about. */
export const RELAYED_CATEGORIES = ['incident', 'report'];

/**
 * The jobs that an event brings about. A job has the id of its event, so that relaying an event twice adds one job.
 */
export function jobsOf({ eventId: id, type, streamId, metadata }: LoggedEvent): Job[] {
  const cause = { correlationId: metadata.correlationId, causationId: id };
  const rematch = (): Job[] => [{ id, name: 'rematch-open-reports', payload: cause }];
  switch (type) {
    case 'SymptomReportFiled':
    case 'MatchRejected':
      return [
        { id, name: 'match-report', payload: { reportId: streamId.slice('report-'.length), ...cause } },
      ];
    case 'IncidentPublished':
    case 'IncidentRevised':
    case 'IncidentSuperseded':
    case 'IncidentRetired':
      return rematch();
    case ERASED:
      return categoryOf(streamId) === 'incident' ? rematch() : [];
    default:
      return [];
  }
}
