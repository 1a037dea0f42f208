import { describe, expect, it } from '@jest/globals';
import { importFaultCodes } from './fault.js';
import { readIncidents } from './read-incidents.js';

const minimal = 'slug: a\ntitle: A\nresolution: open\n';
const signature = `signatures:
  - id: guard
    event: guard
    vendor: Arista EOS
    pattern: BPDUGUARD
    example: nothing of the sort
    counterExample: all is well
`;

/** File, line, field and code of every fault. */
function faultsOf(name: string, content: string | Uint8Array): unknown[] {
  const { incidents, faults } = readIncidents({ name, content });
  expect(incidents).toEqual([]);
  return faults.map(({ line, field, code }) => [line, field ?? '', code]);
}

it('tells file, line, column, field, reason and remedy of a fault', () => {
  expect(
    readIncidents({ name: 'mine/a.yaml', content: `${minimal}symptoms:\n  - id: x\n    statment: y\n` }),
  ).toEqual({
    incidents: [],
    faults: [
      {
        file: 'mine/a.yaml',
        line: 5,
        column: 5,
        field: 'symptoms[0].statement',
        code: 'FIELD_MISSING',
        reason: 'The field `symptoms[0].statement` is missing.',
        remedy: expect.stringContaining('incident.schema.json'),
      },
      expect.objectContaining({ line: 6, column: 5, field: 'symptoms[0].statment', code: 'FIELD_UNKNOWN' }),
    ],
  });
});

describe('the content of a record', () => {
  it.each<[string, string, unknown[]]>([
    ['a field of the wrong type', `${minimal}narrative: 5\n`, [[4, 'narrative', 'FIELD_INVALID']]],
    ['a list where a text belongs', `${minimal}narrative: [a]\n`, [[4, 'narrative', 'FIELD_INVALID']]],
    ['an unknown field', `${minimal}sympton: x\n`, [[4, 'sympton', 'FIELD_UNKNOWN']]],
    ['a slug with capitals', minimal.replace('slug: a', 'slug: A'), [[1, 'slug', 'FIELD_INVALID']]],
    [
      'a fact whose min is above its max',
      `${minimal}facts:\n- {name: x, min: 3, max: 2}\n`,
      [[5, 'facts[0].min', 'FIELD_INVALID']],
    ],
    ['a fact without a value', `${minimal}facts:\n- name: x\n`, [[5, 'facts[0]', 'FIELD_INVALID']]],
    [
      'a number that is none',
      `${minimal}facts:\n- {name: x, value: .nan}\n`,
      [[5, 'facts[0].value', 'FIELD_INVALID']],
    ],
    ['a NUL character in a text', `${minimal}narrative: "a\\0b"\n`, [[4, 'narrative', 'FIELD_INVALID']]],
    [
      'an address that is none',
      `${minimal}references:\n- {title: x, url: 'javascript:alert(1)'}\n`,
      [[5, 'references[0].url', 'FIELD_INVALID']],
    ],
    [
      'a signature that misses its example',
      minimal + signature,
      [[9, 'signatures[0].example', 'SIGNATURE_MISSES_EXAMPLE']],
    ],
    [
      'a signature that matches its counter-example',
      minimal + signature.replace('nothing', 'BPDUGUARD').replace('all', 'no BPDUGUARD'),
      [[10, 'signatures[0].counterExample', 'SIGNATURE_MATCHES_COUNTER_EXAMPLE']],
    ],
    [
      'a pattern that is no RE2',
      minimal + signature.replace('pattern: BPDUGUARD', "pattern: '(?=x)'"),
      [[8, 'signatures[0].pattern', 'SIGNATURE_INVALID']],
    ],
    ['a text instead of a record', 'just words\n', [[1, '', 'FIELD_INVALID']]],
    [
      'several faults',
      'slug: A\nresolution: maybe\nfoo: 1\n',
      [
        [1, 'slug', 'FIELD_INVALID'],
        [1, 'title', 'FIELD_MISSING'],
        [2, 'resolution', 'FIELD_INVALID'],
        [3, 'foo', 'FIELD_UNKNOWN'],
      ],
    ],
  ])('%s is reported at its line', (_, content, faults) => {
    expect(faultsOf('a.yaml', content)).toEqual(faults);
  });

  it('may not use a slug twice in one file', () => {
    expect(faultsOf('a.yaml', `${minimal}---\n${minimal}`)).toEqual([[5, 'slug', 'DUPLICATE_SLUG']]);
  });

  it('is imported from none of the records when one is at fault', () => {
    expect(faultsOf('a.yaml', `${minimal}---\nslug: b\ntitle: B\n`)).toEqual([
      [5, 'resolution', 'FIELD_MISSING'],
    ]);
  });
});

describe('the file', () => {
  it.each<[string, string, string | Uint8Array, string]>([
    ['without an extension', 'README', minimal, 'UNKNOWN_FORMAT'],
    ['of an unknown format', 'a.docx', minimal, 'UNKNOWN_FORMAT'],
    ['named after a property of all objects', 'a.constructor', minimal, 'UNKNOWN_FORMAT'],
    ['that is empty', 'a.yaml', '', 'NO_INCIDENT'],
    ['that is empty JSON', 'a.json', ' \n', 'NO_INCIDENT'],
    ['with an empty list', 'a.json', '[]', 'NO_INCIDENT'],
    ['with nothing but comments', 'a.yaml', '# nothing\n---\n', 'NO_INCIDENT'],
    ['with empty JSON Lines', 'a.jsonl', '\n\n', 'NO_INCIDENT'],
    ['of prose without a section', 'a.md', 'words\n', 'NO_INCIDENT'],
    ['of prose without a section', 'a.rst', 'words\n', 'NO_INCIDENT'],
    ['that is binary', 'a.yaml', Uint8Array.of(0x61, 0, 0x62), 'FILE_NOT_TEXT'],
    ['that is Latin-1', 'a.yaml', Uint8Array.of(0x61, 0xe9, 0x62), 'FILE_NOT_UTF8'],
    ['that is UTF-16', 'a.yaml', Uint8Array.of(0xff, 0xfe, 0x61, 0), 'FILE_NOT_UTF8'],
    ['above 10 MB', 'a.yaml', new Uint8Array(10_000_001).fill(0x20), 'FILE_TOO_LARGE'],
  ])('%s (%s) is refused', (_, name, content, code) => {
    expect(faultsOf(name, content)).toEqual([[1, '', code]]);
  });

  it('may have a byte order mark, Windows line ends and an extension in capitals', () => {
    const content = `\ufeff${minimal}narrative: |-\n  one\n  two\n`.replaceAll('\n', '\r\n');
    const { incidents } = readIncidents({
      name: 'C:\\tales\\A.YAML',
      content: new TextEncoder().encode(content),
    });
    expect(incidents).toEqual([expect.objectContaining({ slug: 'a', narrative: 'one\ntwo' })]);
  });
});

it('lists each fault code once', () => {
  expect(new Set(importFaultCodes).size).toBe(importFaultCodes.length);
  expect(importFaultCodes).toContain('FIELD_UNKNOWN');
});
