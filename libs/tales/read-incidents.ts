import type { IncidentRecord } from '../incident/index.js';
import { checkRecords } from './check-records.js';
import { decodeText } from './decode-text.js';
import { faultIn, type Fault, type ImportFault } from './fault.js';
import { readJson } from './json/read-json.js';
import { readJsonLines } from './json-lines/read-json-lines.js';
import { readMarkdown } from './markdown/read-markdown.js';
import { readRestructuredText } from './restructured-text/read-restructured-text.js';
import type { Reader } from './source.js';
import { readYaml } from './yaml/read-yaml.js';

export interface ImportFile {
  /** Its extension tells the format; a folder in front of it is kept for messages. */
  readonly name: string;
  /** The bytes as they stand on disk, or text that has been decoded already. */
  readonly content: Uint8Array | string;
}

/** One of the two lists is empty: a file with a fault imports nothing. */
export interface ImportResult {
  readonly incidents: readonly IncidentRecord[];
  /** All faults of the file, from top to bottom. */
  readonly faults: readonly ImportFault[];
}

/** Reads every incident of a file in any of the formats; never throws for what the file holds. */
export function readIncidents({ name, content }: ImportFile): ImportResult {
  const { incidents, faults } = read(name, content);
  if (faults.length === 0) return { incidents, faults: [] };
  const inOrder = faults.toSorted((a, b) => a.line - b.line || (a.column ?? 0) - (b.column ?? 0));
  return { incidents: [], faults: inOrder.map((fault) => faultIn(name, fault)) };
}

const readers: Readonly<Record<string, Reader>> = {
  yaml: readYaml,
  yml: readYaml,
  json: readJson,
  jsonl: readJsonLines,
  ndjson: readJsonLines,
  rst: readRestructuredText,
  md: readMarkdown,
  markdown: readMarkdown,
};

function read(name: string, content: Uint8Array | string): { incidents: IncidentRecord[]; faults: Fault[] } {
  const extension = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const reader = Object.hasOwn(readers, extension) ? readers[extension] : undefined;
  if (!reader) {
    const reason = extension
      ? `Nothing is known about files that end in .${extension}.`
      : 'The file has no extension.';
    return refused({ line: 1, code: 'UNKNOWN_FORMAT', reason });
  }
  const text = decodeText(content);
  if (typeof text !== 'string') return refused(text);
  const { records, faults } = reader(text);
  if (records.length === 0 && faults.length === 0) {
    return refused({ line: 1, code: 'NO_INCIDENT', reason: 'The file holds no incident.' });
  }
  const checked = checkRecords(records);
  return { incidents: checked.incidents, faults: [...faults, ...checked.faults] };
}

function refused(fault: Fault) {
  return { incidents: [], faults: [fault] };
}
