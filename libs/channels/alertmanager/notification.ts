import { z } from 'zod';
import { fieldPath } from '../../kernel/index.js';
import { reject } from '../rejections.js';

const labels = z.record(z.string(), z.string()).default({});

/** What Alertmanager posts to a webhook, version 4 of its payload; only what is used. Source: its configuration manual. */
const notificationSchema = z.object({
  version: z.literal('4'),
  groupKey: z.string().min(1).max(10_000),
  commonLabels: labels,
  commonAnnotations: labels,
  alerts: z
    .array(
      z.object({
        status: z.enum(['firing', 'resolved']),
        labels,
        annotations: labels,
        startsAt: z.iso.datetime({ offset: true }),
        fingerprint: z.string().min(1).max(100),
      }),
    )
    .max(10_000),
});

export type AlertNotification = z.output<typeof notificationSchema>;
export type Alert = AlertNotification['alerts'][number];

/** Throws ALERTS_INVALID with the field. */
export function readNotification(body: unknown): AlertNotification {
  const parsed = notificationSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw reject('ALERTS_INVALID', {
    message: `This is not a notification of Alertmanager: ${issue?.message ?? ''}`,
    field: fieldPath(issue?.path ?? []),
    remedy: "Send what Alertmanager's `webhook_configs` sends (version 4 of its payload).",
  });
}

/** The same alert firing anew after it was resolved has another one. */
export const alertKey = ({ fingerprint, startsAt }: Pick<Alert, 'fingerprint' | 'startsAt'>): string =>
  `${fingerprint}@${new Date(startsAt).toISOString()}`;
