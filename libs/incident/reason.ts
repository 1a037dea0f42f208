import { reject } from './rejections.js';

/** Changes must say why: the reason without surrounding space, or the refusal REASON_MISSING. */
export function requiredReason(reason: string | undefined): string {
  const trimmed = reason?.trim();
  if (trimmed) return trimmed.slice(0, 2_000);
  throw reject('REASON_MISSING', {
    message: 'This change needs a reason.',
    field: 'reason',
    remedy: 'Say in a sentence why the record changes; it is kept in its history.',
  });
}
