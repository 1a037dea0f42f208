import type { ReportEvent } from './events.js';
import { reject } from './rejections.js';
import { existing, type SymptomReport } from './report.js';

/** Nothing more is to be done about the report. Closing it twice is not an error. */
export function close({ reason }: { reason: string }, report: SymptomReport): ReportEvent[] {
  if (existing(report).status === 'closed') return [];
  if (reason.trim() === '') {
    throw reject('REASON_MISSING', {
      message: 'Closing a report needs a reason.',
      field: 'reason',
      remedy: 'Say in a sentence what became of it.',
    });
  }
  return [{ type: 'SymptomReportClosed', data: { reason: reason.trim().slice(0, 2_000) } }];
}
