import { publish as decidePublication, revise, submit, type IncidentRecord } from '../incident/index.js';
import { Rejection } from '../kernel/index.js';
import { readIncidents, type ImportFault, type ImportFile } from '../tales/index.js';
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

/**
 * Imports the incidents of one file as drafts: new slugs are submitted, others revised, equal records left alone.
 * With `publish`, each that has been reviewed is published as well. Every record is tried before the first is written.
 */
export async function importFile(
  incidents: Incidents,
  file: ImportFile,
  caller: Caller,
  { publish = false }: { publish?: boolean } = {},
): Promise<ImportedFile> {
  const { incidents: records, faults } = readIncidents(file);
  if (faults.length > 0) return { name: file.name, faults, incidents: [] };

  const reason = `Imported from ${file.name}.`;
  const publishes = (record: IncidentRecord) => publish && record.unreviewed.length === 0;
  const refused: RefusedRecord[] = [];
  const changes: { slug: string; change: ImportChange; record: IncidentRecord }[] = [];
  for (const record of records) {
    const before = await incidents.find(record.slug);
    const tried = tryImport(record, before, reason, publishes(record));
    if (tried instanceof Rejection) refused.push(refusal(file.name, record.slug, tried));
    else changes.push({ slug: record.slug, change: tried, record });
  }
  if (refused.length > 0) return { name: file.name, faults: refused, incidents: [] };

  for (const { slug, change, record } of changes) {
    if (change === 'submitted') await incidents.submit(record, reason, caller);
    if (change === 'revised') await incidents.revise(record, reason, caller);
    if (publishes(record)) await incidents.publish(slug, reason, caller);
  }
  return { name: file.name, faults: [], incidents: changes.map(({ slug, change }) => ({ slug, change })) };
}

/** The change that importing the record would be, or why it is refused. */
function tryImport(
  record: IncidentRecord,
  before: IncidentSnapshot | null,
  reason: string,
  publishes: boolean,
): ImportChange | Rejection {
  try {
    const state = before ? { status: before.status, record: before.record } : undefined;
    const events = state ? revise({ record, reason }, state) : submit({ record, reason }, state);
    if (publishes) decidePublication({ slug: record.slug }, { status: state?.status ?? 'submitted', record });
    if (events.length === 0) return 'unchanged';
    return state ? 'revised' : 'submitted';
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
}

const refusal = (file: string, slug: string, { code, field, message, remedy }: Rejection): RefusedRecord => ({
  file,
  slug,
  code,
  reason: message,
  remedy: remedy ?? '',
  ...(field ? { field } : {}),
});
