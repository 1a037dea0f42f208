import { positionsIn } from '../position.js';
import type { Source } from '../source.js';
import { recordsOf, type SyntaxTree } from '../syntax-tree.js';
import { parseJson, type JsonFault } from './parse-json.js';

/** Reads JSON: one record, or a list of records. */
export function readJson(text: string): Source {
  if (text.trim() === '') return { records: [], faults: [] };
  const positionOf = positionsIn(text);
  const parsed = parseJson(text);
  return isFaults(parsed)
    ? { records: [], faults: parsed.map(({ offset, ...fault }) => ({ ...positionOf(offset), ...fault })) }
    : { records: recordsOf(parsed, positionOf), faults: [] };
}

function isFaults(parsed: SyntaxTree | readonly JsonFault[]): parsed is readonly JsonFault[] {
  return Array.isArray(parsed);
}
