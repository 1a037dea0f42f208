import { expect, it } from '@jest/globals';
import { readJsonLines } from './read-json-lines.js';

it('reads one record a line and skips blank lines', () => {
  const { records, faults } = readJsonLines('{"slug": "a"}\n\n{"slug": "b", "title": 5}\n');
  expect(faults).toEqual([]);
  expect(records.map((it) => it.value)).toEqual([{ slug: 'a' }, { slug: 'b', title: 5 }]);
  expect(records[1]?.locate(['title'])).toEqual({ line: 3, column: 15 });
});

it('reports each line that is no JSON', () => {
  expect(readJsonLines('{"slug"}\n{}\n{"a": 1, "a": 2}\n').faults).toEqual([
    { line: 1, column: 8, code: 'SYNTAX', reason: expect.any(String) },
    { line: 3, column: 10, code: 'DUPLICATE_KEY', reason: expect.any(String) },
  ]);
});
