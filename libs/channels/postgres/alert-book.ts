import type { Pool } from 'pg';
import { inTransaction, sqlStatement } from '../../database/index.js';

/** Which alerts have been reported, so that a notification which comes again files nothing again. */
export interface AlertBook {
  /**
   * Answers with the reports of the alerts. Those that are new are handed to `file`, which answers with the id of the
   * report that it files for them; when it is called again for the same ones after a crash, it must file nothing twice.
   * Notifications of one group are taken one after the other, whichever process gets them.
   */
  take(
    groupKey: string,
    alertKeys: readonly string[],
    file: (newKeys: readonly string[]) => Promise<string>,
  ): Promise<{ reportIds: string[]; newKeys: string[] }>;
}

export function openAlertBook(pool: Pool): AlertBook {
  return {
    take: (groupKey, alertKeys, file) =>
      inTransaction(pool, async (client) => {
        await client.query(sqlStatement('lock-alert-group'), [groupKey]);
        const { rows: known } = await client.query<{ key: string; reportId: string }>(
          sqlStatement('known-alerts'),
          [alertKeys],
        );
        const isKnown = new Set(known.map(({ key }) => key));
        const newKeys = [...new Set(alertKeys)].filter((key) => !isKnown.has(key)).sort();
        const reportIds = new Set(known.map(({ reportId }) => reportId));
        if (newKeys.length > 0) {
          const reportId = await file(newKeys);
          reportIds.add(reportId);
          await client.query(sqlStatement('remember-alerts'), [newKeys, reportId]);
          await client.query(sqlStatement('forget-alerts'));
        }
        return { reportIds: [...reportIds], newKeys };
      }),
  };
}
