import { readJson } from '../json/read-json.js';
import type { Position } from '../position.js';
import type { Source } from '../source.js';

/** Reads JSON Lines: one record a line; blank lines do not count. */
export function readJsonLines(text: string): Source {
  const sources = text.split('\n').map((line, index) => onLine(index + 1, readJson(line)));
  return {
    records: sources.flatMap((it) => it.records),
    faults: sources.flatMap((it) => it.faults),
  };
}

function onLine(line: number, { records, faults }: Source): Source {
  const moved = <Placed extends Position>(it: Placed): Placed => ({ ...it, line });
  return {
    records: records.map(({ value, locate }) => ({ value, locate: (path) => moved(locate(path)) })),
    faults: faults.map(moved),
  };
}
