import { publish as decidePublication, revise, submit, type IncidentRecord } from '../incident/index.js';
import { Rejection } from '../kernel/index.js';
import { readIncidents, type ImportFault, type ImportFile } from '../tales/index.js';
import type { AdmissionFinding } from '../matching/index.js';
import type { Caller } from './caller.js';
import type { Incidents, IncidentSnapshot } from './incidents.js';

/** What became of one file. */
export interface ImportedFile {
  readonly name: string;
  /** If there are any, nothing of the file was imported. */
  readonly faults: readonly (ImportFault | RefusedRecord)[];
  readonly incidents: readonly { readonly slug: string; readonly change: ImportChange }[];
}

export type ImportChange = 'submitted' | 'revised' | 'unchanged';

/** A record without a fault of its own that does not fit what the knowledge base holds. */
export interface RefusedRecord extends Pick<ImportFault, 'file' | 'field' | 'reason' | 'remedy'> {
  readonly slug: string;
  readonly code: string;
}

export interface ImportOptions {
  /** Publish each record that has been reviewed. */
  readonly publish?: boolean;
  /** Take in records that look like incidents which are there already: somebody knows that they are others. */
  readonly distinct?: boolean;
}

interface PlannedChange {
  readonly slug: string;
  readonly change: ImportChange;
  readonly record: IncidentRecord;
  readonly distinctFrom: readonly string[];
}

/**
 * Imports the incidents of one file as drafts: new slugs are submitted, others revised, equal records left alone.
 * With `publish`, each that has been reviewed is published as well. Every record is tried before the first is written.
 */
export async function importFile(
  incidents: Incidents,
  file: ImportFile,
  caller: Caller,
  { publish = false, distinct = false }: ImportOptions = {},
): Promise<ImportedFile> {
  const { incidents: records, faults } = readIncidents(file);
  if (faults.length > 0) return { name: file.name, faults, incidents: [] };

  const reason = `Imported from ${file.name}.`;
  const publishes = (record: IncidentRecord) => publish && record.unreviewed.length === 0;
  const inFile = new Set(records.map((it) => it.slug));
  const isDistinct = (slug: string) => distinct || inFile.has(slug);
  const refused: RefusedRecord[] = [];
  const changes: PlannedChange[] = [];
  for (const record of records) {
    const before = await incidents.find(record.slug);
    const tried = tryImport(record, before, reason, publishes(record));
    if (tried instanceof Rejection) {
      refused.push({ ...refusalOf(tried), file: file.name, slug: record.slug });
    } else if (tried === 'unchanged') {
      changes.push({ slug: record.slug, change: tried, record, distinctFrom: [] });
    } else {
      const admitted = await admit(incidents, record, [], isDistinct);
      if (admitted.refusing)
        refused.push({ ...refusalOf(admitted.refusing), file: file.name, slug: record.slug });
      else changes.push({ slug: record.slug, change: tried, record, distinctFrom: admitted.distinctFrom });
    }
  }
  if (refused.length > 0) return { name: file.name, faults: refused, incidents: [] };

  for (const { slug, change, record, distinctFrom } of changes) {
    const options = { reason, distinctFrom };
    if (change === 'submitted') await incidents.submit(record, options, caller);
    if (change === 'revised') await incidents.revise(record, options, caller);
    if (publishes(record)) {
      const admitted = await admit(incidents, record, distinctFrom, isDistinct);
      await incidents.publish(slug, { reason, distinctFrom: admitted.distinctFrom }, caller);
    }
  }
  return { name: file.name, faults: [], incidents: changes.map(({ slug, change }) => ({ slug, change })) };
}

/** What the gate says, once incidents that are known to be others are noted as such. */
async function admit(
  incidents: Incidents,
  record: IncidentRecord,
  distinctFrom: readonly string[],
  isDistinct: (slug: string) => boolean,
): Promise<{ refusing?: AdmissionFinding; distinctFrom: readonly string[] }> {
  const refusing = (await incidents.examine(record, distinctFrom)).find((it) => it.refuses);
  if (!refusing) return { distinctFrom };
  if (refusing.slug === undefined || !isDistinct(refusing.slug)) return { refusing, distinctFrom };
  return admit(incidents, record, [...distinctFrom, refusing.slug], isDistinct);
}

/** The change that importing the record would be, or why it is refused. */
function tryImport(
  record: IncidentRecord,
  before: IncidentSnapshot | null,
  reason: string,
  publishes: boolean,
): ImportChange | Rejection {
  try {
    const state = before ? { status: before.status, record: before.record, distinctFrom: [] } : undefined;
    const events = state ? revise({ record, reason }, state) : submit({ record, reason }, state);
    if (publishes)
      decidePublication(
        { slug: record.slug },
        { status: state?.status ?? 'submitted', record, distinctFrom: [] },
      );
    if (events.length === 0) return 'unchanged';
    return state ? 'revised' : 'submitted';
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
}

const refusalOf = ({ code, field, message, remedy }: Rejection | AdmissionFinding) => ({
  code,
  reason: message,
  remedy: remedy ?? '',
  ...(field ? { field } : {}),
});
