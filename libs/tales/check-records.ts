import { checkSignatures, incidentRecordSchema, type IncidentRecord } from '../incident/index.js';
import { fieldPath } from '../kernel/index.js';
import type { Fault } from './fault.js';
import type { SourceRecord } from './source.js';

/** Checks every record by itself and the slugs against each other, and reports all that is wrong. */
export function checkRecords(records: readonly SourceRecord[]): {
  incidents: IncidentRecord[];
  faults: Fault[];
} {
  const incidents: IncidentRecord[] = [];
  const faults: Fault[] = [];
  const lineOfSlug = new Map<string, number>();
  for (const record of records) {
    const checked = checkRecord(record);
    if (!('slug' in checked)) {
      faults.push(...checked);
      continue;
    }
    incidents.push(checked);
    const position = record.locate(['slug']);
    const firstLine = lineOfSlug.get(checked.slug);
    if (firstLine === undefined) {
      lineOfSlug.set(checked.slug, position.line);
    } else {
      const reason = `The slug \`${checked.slug}\` is taken by the record at line ${firstLine}.`;
      faults.push({ ...position, field: 'slug', code: 'DUPLICATE_SLUG', reason });
    }
  }
  return { incidents, faults };
}

function checkRecord({ value, locate }: SourceRecord): IncidentRecord | Fault[] {
  const parsed = incidentRecordSchema.safeParse(value);
  if (parsed.success) {
    const faults = checkSignatures(parsed.data.signatures).map(({ path, code, message }): Fault => ({
      ...locate(path),
      field: fieldPath(path),
      code,
      reason: message,
    }));
    return faults.length > 0 ? faults : parsed.data;
  }
  return parsed.error.issues.flatMap((issue): Fault[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => {
        const path = [...issue.path, key];
        const reason = `An incident has no field \`${key}\` here.`;
        return { ...locate(path), field: fieldPath(path), code: 'FIELD_UNKNOWN', reason };
      });
    }
    const position = locate(issue.path);
    if (issue.path.length === 0) {
      return [
        { ...position, code: 'FIELD_INVALID', reason: 'A record must be a mapping of fields to values.' },
      ];
    }
    const field = fieldPath(issue.path);
    return valueAt(value, issue.path) === undefined
      ? [{ ...position, field, code: 'FIELD_MISSING', reason: `The field \`${field}\` is missing.` }]
      : [{ ...position, field, code: 'FIELD_INVALID', reason: `${field}: ${issue.message}.` }];
  });
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}
