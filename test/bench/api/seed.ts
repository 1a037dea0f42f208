import { execute } from '../../../libs/event-store/index.js';
import {
  incidentAggregate,
  incidentStream,
  type Incident,
  type IncidentRecord,
} from '../../../libs/incident/index.js';
import { loadCatalogue, openRuntime, readEnvironment, type Runtime } from '../../../libs/runtime/index.js';
import { demoReports } from '../../../apps/cli/demo/reports.js';
import { until } from '../../support/until.js';
import { publishable, published } from './published.js';

const WRITERS = 8;
const PLAIN_INCIDENTS = 20;
const REPORTS = 60;
const BENCH = { actor: 'bench', correlationId: 'bench' };

/** Fills a new database with the catalogue, more incidents, and reports, and makes a key that may do everything. */
export async function seed(
  variables: Readonly<Record<string, string>>,
  records: readonly IncidentRecord[],
): Promise<string> {
  const runtime = await openRuntime(readEnvironment(variables), 'bench');
  try {
    await loadCatalogue(runtime.incidents);
    await publishAll(runtime, plainRecords(await catalogueRecord(runtime)));
    await publishAll(runtime, records.map(publishable));
    for (let index = 0; index < REPORTS; index += 1) {
      const { text, logLines = [] } = demoReports[index % demoReports.length]!;
      await runtime.reports.file({ text: `Ticket ${index}. ${text}`, logLines, channel: 'operator' }, BENCH);
    }
    return (await runtime.identity.createKey({ name: 'bench', roles: ['admin'] }, 'bench')).secret;
  } finally {
    await runtime.close();
  }
}

/** Until the read models have all that was seeded, and every report its answer. */
export async function settled(variables: Readonly<Record<string, string>>): Promise<void> {
  const runtime = await openRuntime(readEnvironment(variables), 'bench');
  try {
    const isAnswered = async () => {
      const { rows } = await runtime.pool.query<{ count: number }>(
        "select count(*)::int as count from stream where category = 'report' and version > 1",
      );
      return rows[0]!.count >= REPORTS;
    };
    await until('every report is answered', isAnswered, 500, 300_000);
    const hasFollowed = async () => (await runtime.projections.status()).every(({ lag }) => lag === 0);
    await until('the read models have followed', hasFollowed, 500, 300_000);
  } finally {
    await runtime.close();
  }
}

const catalogueRecord = async ({ incidents }: Runtime) => (await incidents.get('double-vlan')).record;

/** Incidents of an everyday size, listed before all others. */
const plainRecords = (record: IncidentRecord): IncidentRecord[] =>
  Array.from({ length: PLAIN_INCIDENTS }, (_, index) => ({
    ...record,
    slug: `a-bench-${index}`,
    title: `Incident ${index} of the benchmark`,
  }));

/** Straight into the log: the gate would compare each record with all others. */
async function publishAll({ store, ids }: Runtime, records: readonly IncidentRecord[]): Promise<void> {
  let next = 0;
  const write = async () => {
    for (let record = records[next++]; record; record = records[next++]) {
      const stream = incidentStream(record.slug);
      const decide = (incident: Incident) => published(record, incident);
      const context = { ...BENCH, commandId: ids.next(), causationId: 'bench', now: new Date() };
      await execute(store, incidentAggregate, stream, decide, context, { isNew: true });
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
}
