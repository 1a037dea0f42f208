import type { Position } from './position.js';

/** Why a file is not imported, and where. Paths and columns are as an editor shows them. */
export interface ImportFault extends Position {
  /** The file's name as it was handed in. */
  readonly file: string;
  /** Path within the record, such as `signatures[0].example`; absent when no single field is at fault. */
  readonly field?: string;
  /** Stable; everything else may be reworded. */
  readonly code: ImportFaultCode;
  readonly reason: string;
  readonly remedy: string;
}

/** A fault before it is known which file it stands in. */
export type Fault = Omit<ImportFault, 'file' | 'remedy'>;

const remedies = {
  UNKNOWN_FORMAT:
    'Name the file .yaml, .yml, .json, .jsonl, .ndjson, .rst, .md or .markdown, after what it holds.',
  FILE_TOO_LARGE: 'Split the file.',
  FILE_NOT_TEXT: 'Hand in a text file.',
  FILE_NOT_UTF8: 'Save the file as UTF-8.',
  NO_INCIDENT: 'Put at least one record, or one section with a title and text, into the file.',
  SYNTAX: 'Correct the file at this place.',
  DUPLICATE_KEY: 'Keep one of the two.',
  ALIAS_NOT_ALLOWED: 'Write the value out where it is used.',
  NO_SLUG: 'Give the section a title with Latin letters or digits.',
  DUPLICATE_SLUG: 'Give each record a slug of its own.',
  FIELD_UNKNOWN: 'Correct the name or take the field out; libs/tales/incident.schema.json lists all fields.',
  FIELD_MISSING: 'Add the field; libs/tales/incident.schema.json describes it.',
  FIELD_INVALID: 'Correct the value; libs/tales/incident.schema.json describes it.',
  SIGNATURE_INVALID: 'Write the pattern in RE2 syntax.',
  SIGNATURE_MISSES_EXAMPLE: 'Correct the pattern or the example.',
  SIGNATURE_MATCHES_COUNTER_EXAMPLE: 'Make the pattern stricter or correct the counter-example.',
} as const;

export type ImportFaultCode = keyof typeof remedies;

/** Every code that an import can answer with. */
export const importFaultCodes = Object.keys(remedies) as ImportFaultCode[];

export function faultIn(file: string, fault: Fault): ImportFault {
  return { file, ...fault, remedy: remedies[fault.code] };
}
