import type { ReportSnapshot } from '../../../libs/runtime/index.js';
import type { SymptomReport } from './report.types.js';

/** A symptom report as GraphQL shows it. */
export function presentReport({ filed, ...report }: Omit<ReportSnapshot, 'version'>): SymptomReport {
  const { observation, channel, reportedBy } = filed;
  return {
    ...report,
    ...observation,
    __typename: 'SymptomReport',
    channel,
    reportedBy,
  } as unknown as SymptomReport;
}
