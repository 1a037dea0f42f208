import { describe, expect, it } from '@jest/globals';
import { fixtures } from '../fixtures.js';
import { readKnowledgeLines } from './knowledge-lines.js';
import { readExpectations, readQuestions } from './report-lines.js';

const refusal = (message: string | RegExp) =>
  expect.objectContaining({
    code: 'EVALUATION_LINE_INVALID',
    message: expect.stringMatching(message) as unknown,
  });
function refusalOf(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error;
  }
}

describe('a line of knowledge', () => {
  it('is a minimal record, of which only id and title are needed, or a whole one', () => {
    const lines = ['{"id":"Change 7","title":"A lock"}', '', JSON.stringify(fixtures[0])].join('\n');
    const [minimal, whole] = readKnowledgeLines('kb.jsonl', lines);
    expect(minimal).toMatchObject({ slug: 'Change 7', title: 'A lock', narrative: '', components: [] });
    expect(whole).toEqual(fixtures[0]);
  });

  it.each([
    ['that is no JSON', 'hello', /^kb\.jsonl:2: Unexpected token .+\.$/],
    ['that is no object', '7', /^kb\.jsonl:2: .+\.$/],
    ['without a title', '{"id":"b"}', /^kb\.jsonl:2: title: .+\.$/],
    ['of a whole record with a fault', '{"slug":"b","title":7}', /^kb\.jsonl:2: title: .+\.$/],
    [
      'with a pattern that is none',
      JSON.stringify({ ...fixtures[0], signatures: [{ ...fixtures[0]!.signatures[0]!, pattern: '(' }] }),
      /^kb\.jsonl:2: signatures\[0\]\.pattern: `[a-z-]+`: The signature `.+` .* not valid RE2: .+[^.]\.$/,
    ],
    ['with the id of another', '{"id":"a","title":"B"}', /^kb\.jsonl:2: `a` is in kb\.jsonl:1 already\.$/],
  ])('%s is refused with its number and the field', (_, line, message) => {
    const read = () => readKnowledgeLines('kb.jsonl', `{"id":"a","title":"A"}\n${line}\n`);
    expect(refusalOf(read)).toEqual(refusal(message));
  });
});

describe('knowledge of several files', () => {
  it('has each incident once', () => {
    const places = new Map([['x', 'the catalogue']]);
    const read = (file: string, id: string) => readKnowledgeLines(file, `{"id":"${id}","title":"A"}`, places);
    read('a.jsonl', 'a');
    read('b.jsonl', 'b');
    expect(refusalOf(() => read('c.jsonl', 'a'))).toEqual(
      refusal(/^c\.jsonl:1: `a` is in a\.jsonl:1 already/),
    );
    expect(refusalOf(() => read('d.jsonl', 'x'))).toEqual(refusal(/^d\.jsonl:1: `x` is in the catalogue al/));
  });
});

it('files of other systems, with a byte order mark and a carriage return a line, are read as any', () => {
  const lines = '{"id":"a","title":"A","text":"it hangs"}\n\n{"id":"b","title":"B","text":"it stops"}\n';
  const foreign = `\uFEFF${lines.replaceAll('\n', '\r\n')}`;
  expect(readKnowledgeLines('kb.jsonl', foreign)).toEqual(readKnowledgeLines('kb.jsonl', lines));
  expect(readQuestions('reports.jsonl', foreign)).toEqual(readQuestions('reports.jsonl', lines));
  expect(readExpectations('reports.jsonl', foreign)).toEqual(readExpectations('reports.jsonl', lines));
  expect(refusalOf(() => readQuestions('r.jsonl', `${foreign}7\r\n`))).toEqual(refusal(/^r\.jsonl:4: /));
});

describe('a report of an evaluation', () => {
  const lines =
    '{"id":"a","text":"it hangs","expected":["x"]}\n{"id":"b","text":"","logs":["l"],"exclude":["y"]}\n';

  it('is read without its solution, and the solution apart from it', () => {
    expect(readQuestions('reports.jsonl', lines)).toEqual([
      { id: 'a', text: 'it hangs', logs: [], exclude: [] },
      { id: 'b', text: '', logs: ['l'], exclude: ['y'] },
    ]);
    expect(readExpectations('reports.jsonl', lines)).toEqual([
      { id: 'a', expected: ['x'] },
      { id: 'b', expected: [] },
    ]);
  });

  it('is not held up by a solution that makes no sense', () => {
    const senseless = lines.replace('["x"]', '7');
    expect(readQuestions('reports.jsonl', senseless)).toEqual(readQuestions('reports.jsonl', lines));
    expect(refusalOf(() => readExpectations('reports.jsonl', senseless))).toEqual(
      refusal(/^reports\.jsonl:1: expected: /),
    );
  });
});
