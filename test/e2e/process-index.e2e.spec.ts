import { afterEach, expect, it, jest } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { validateIncident } from '../../libs/incident/index.js';
import { derivedId, type JsonObject } from '../../libs/kernel/index.js';
import { openRuntime, readEnvironment } from '../../libs/runtime/index.js';
import { throwawayDatabase } from '../support/database.js';
import { killProcesses, start } from '../support/processes.js';
import { stuckLockRecord } from '../support/records.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Processes take their time on a busy machine. */
jest.setTimeout(120_000);
afterEach(killProcesses);

/** So many events are worth a file. */
const EVENTS = 1_000;

it('a process leaves its index to the next one, which does not build it from the log again', async () => {
  const [database, folder] = await Promise.all([throwawayDatabase(), temporaryFolder()]);
  try {
    const variables = { DATABASE_URL: database.url, INDEX_FOLDER: folder.path, LOG_LEVEL: 'info' };
    await fillLog(database.url);
    const logged = async () => {
      const worker = await start('apps/worker/main.js', variables);
      await worker.ready;
      return (await worker.kill('SIGTERM')).stderr;
    };
    const isBuilt = /"reason":"there is no snapshot".*"the index is built anew from the log"/;
    expect(await logged()).toMatch(isBuilt);
    expect(await readdir(folder.path)).toEqual(['index.snapshot']);
    expect(await logged()).not.toContain('the index is built anew');
  } finally {
    await killProcesses();
    await database.drop();
    await folder.remove();
  }
});

async function fillLog(url: string): Promise<void> {
  const runtime = await openRuntime(readEnvironment({ DATABASE_URL: url }), 'test');
  const id = derivedId('test', 'a long log');
  const record = validateIncident(stuckLockRecord);
  await runtime.incidents.submit(record, {}, { actor: 'ada', correlationId: id });
  const revisions = Array.from({ length: EVENTS }, (_, at) => ({
    eventId: derivedId(id, String(at)),
    type: 'IncidentRevised',
    schemaVersion: 1,
    data: JSON.parse(
      JSON.stringify({
        record: { ...record, title: `Scheduler waits for lock ${at}` },
        reason: 'Corrected.',
      }),
    ) as JsonObject,
    metadata: { actor: 'ada', correlationId: id, causationId: id },
    occurredAt: new Date(0),
  }));
  await runtime.store.append('incident-stuck-lock', 1, revisions);
  await runtime.close();
}
