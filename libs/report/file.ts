import { isDeepStrictEqual } from 'node:util';
import type { FiledReport, ReportEvent } from './events.js';
import { reject } from './rejections.js';
import type { SymptomReport } from './report.js';

/** A report comes in. Filing it again under the same idempotency key changes nothing. */
export function file(filed: FiledReport, report: SymptomReport): ReportEvent[] {
  if (!report) return [{ type: 'SymptomReportFiled', data: filed }];
  if (isDeepStrictEqual(report.filed, filed)) return [];
  throw reject('IDEMPOTENCY_KEY_REUSED', {
    message: `The idempotency key \`${filed.idempotencyKey ?? ''}\` belongs to a report with another content.`,
    field: 'idempotencyKey',
    remedy: 'Use a new key for a new report, and the old key only to repeat the same one.',
  });
}
