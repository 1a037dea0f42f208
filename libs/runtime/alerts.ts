import { alertKey, readNotification, reportOfAlerts } from '../channels/index.js';
import type { AlertBook } from '../channels/postgres/index.js';
import { derivedId } from '../kernel/index.js';
import type { Caller } from './caller.js';
import type { Reports } from './reports.js';

/** What became of a notification of Alertmanager. */
export interface AlertsTaken {
  /** The reports that its firing alerts are the subject of. */
  readonly reportIds: readonly string[];
  /** How many of the firing alerts were new, how many had been reported before, and how many have been resolved. */
  readonly newAlerts: number;
  readonly knownAlerts: number;
  readonly resolvedAlerts: number;
}

export interface Alerts {
  /**
   * Files one report for the alerts that are new in a notification of Alertmanager; nothing when none is. Taking the
   * same notification twice has the effect of taking it once. Throws ALERTS_INVALID, and as filing a report does.
   */
  take(body: unknown, caller: Caller): Promise<AlertsTaken>;
}

export function openAlerts({
  reports,
  alertBook,
}: {
  reports: Pick<Reports, 'file'>;
  alertBook: AlertBook;
}): Alerts {
  return {
    async take(body, caller) {
      const notification = readNotification(body);
      const firing = new Map(
        notification.alerts.filter((it) => it.status === 'firing').map((it) => [alertKey(it), it]),
      );
      const { reportIds, newKeys } = await alertBook.take(
        notification.groupKey,
        [...firing.keys()],
        async (newKeys) => {
          const alerts = newKeys.flatMap((key) => firing.get(key) ?? []);
          const { id } = await reports.file(
            {
              ...reportOfAlerts(notification, alerts),
              channel: 'monitoring',
              reportedBy: 'Alertmanager',
              // The same new alerts make the same report, should they come again after a crash.
              idempotencyKey: derivedId('alerts', ...newKeys),
            },
            caller,
          );
          return id;
        },
      );
      return {
        reportIds,
        newAlerts: newKeys.length,
        knownAlerts: firing.size - newKeys.length,
        resolvedAlerts: notification.alerts.filter((it) => it.status === 'resolved').length,
      };
    },
  };
}
