import type { ReportParts } from '../../../libs/runtime/index.js';
import { connectionType } from '../relay/page.types.js';
import { SymptomReport } from './report.types.js';

export const SymptomReportConnection = connectionType(SymptomReport, 'SymptomReport', [
  'The symptom report',
  'symptom reports',
]);

/** Which of the large parts of a report the requested fields are read from. */
export const reportParts = (fields: ReadonlySet<string>): ReportParts => ({
  outcome: fields.has('outcome'),
  logLines: fields.has('logLines'),
});
