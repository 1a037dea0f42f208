import { incidentRecordSchema, type IncidentRecord } from '../incident/index.js';
import { writeYaml } from './yaml/write-yaml.js';

export const exportFormats = ['yaml', 'json', 'json-lines'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/**
 * The text of a file that reads back as the same records: fields in the order of the schema, defaults left out,
 * so that equal records give equal files.
 */
export function writeIncidents(records: readonly IncidentRecord[], format: ExportFormat): string {
  const plain = records.map((record) => withoutDefaults(incidentRecordSchema.parse(record)));
  return writers[format](plain);
}

const writers: Readonly<Record<ExportFormat, (records: readonly object[]) => string>> = {
  yaml: writeYaml,
  json: (records) => `${JSON.stringify(records.length === 1 ? records[0] : records, null, 2)}\n`,
  'json-lines': (records) => records.map((it) => `${JSON.stringify(it)}\n`).join(''),
};

function withoutDefaults({ narrative, environment, ...others }: IncidentRecord): object {
  const { slug, title, ...rest } = others;
  return {
    slug,
    title,
    ...(narrative && { narrative }),
    ...filled({ environment: filled(environment), ...rest }),
  };
}

/** Every list defaults to the empty one, and the environment to an empty one. */
function filled(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && !isEmpty(value)),
  );
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
