import { describe, expect, it } from '@jest/globals';
import { tooDeepAt } from './nesting.js';
import { readYaml } from './read-yaml.js';

function faultsOf(text: string): unknown[] {
  return readYaml(text).faults.map(({ line, column, code }) => [line, column, code]);
}

it('reads one record a document and the records of a list', () => {
  const { records, faults } = readYaml('slug: a\n---\n- slug: b\n- slug: c\n---\n');
  expect(faults).toEqual([]);
  expect(records.map((it) => it.value)).toEqual([{ slug: 'a' }, { slug: 'b' }, { slug: 'c' }]);
});

it('knows where each field stands, and for a missing one what surrounds it', () => {
  const [, second] = readYaml(
    'slug: a\n---\nslug: b\nsymptoms:\n  - id: x\n    statement: >-\n      y\n',
  ).records;
  expect(second?.locate(['symptoms', 0, 'statement'])).toEqual({ line: 6, column: 5 });
  expect(second?.locate(['symptoms', 0, 'none'])).toEqual({ line: 5, column: 5 });
  expect(second?.locate(['title'])).toEqual({ line: 3, column: 1 });
});

it('reads words as texts where older YAML saw truth values', () => {
  expect(readYaml('title: yes\n').records[0]?.value).toEqual({ title: 'yes' });
});

describe('refuses', () => {
  it.each<[string, string, unknown[]]>([
    ['a tab as indentation', 'a:\n\t- b\n', [[2, 1, 'SYNTAX']]],
    ['a colon inside a plain text', 'a: b: c\n', [[1, 4, 'SYNTAX']]],
    ['an unknown tag', 'a: !secret b\n', [[1, 4, 'SYNTAX']]],
    ['a quote that is never closed', 'a: "b\n', [[2, 1, 'SYNTAX']]],
    ['a key that stands twice', 'a: 1\nb: 2\na: 3\n', [[3, 1, 'DUPLICATE_KEY']]],
    ['a key that stands twice, deeper', 'a:\n  - b: 1\n    b: 2\n', [[3, 5, 'DUPLICATE_KEY']]],
    ['a list as a key', '? [a]\n: b\n', [[1, 3, 'SYNTAX']]],
    ['an alias', 'a: &x [1]\nb: *x\n', [[2, 1, 'ALIAS_NOT_ALLOWED']]],
  ])('%s', (_, text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });

  it('a bomb of aliases without expanding it', () => {
    const levels = Array.from(
      { length: 30 },
      (_, n) => `a${n}: &a${n} [${n ? `*a${n - 1}, *a${n - 1}` : 'boom'}]`,
    );
    expect(faultsOf(levels.join('\n'))).toHaveLength(58);
  });

  it.each(['[', '{a: ', '- ', '? ', 'a: ', '[a: ', '[? ', '- [', ': '])(
    'nesting by %j without end',
    (opening) => {
      expect(readYaml(opening.repeat(20_000))).toMatchObject({
        records: [],
        faults: [{ line: 1, code: 'SYNTAX' }],
      });
    },
  );

  it('nesting by indentation without end', () => {
    const lines = Array.from({ length: 2_000 }, (_, n) => `${' '.repeat(n)}a:`);
    expect(faultsOf(lines.join('\n'))).toEqual([[101, 102, 'SYNTAX']]);
  });
});

it('counts nesting only where there is some', () => {
  const wide = `a: [${'{b: c, d: [e]}, '.repeat(500)}]\n${'- - x: "- - ["\n'.repeat(500)}`;
  const block = `text: |\n${' '.repeat(300)}- - - [[[ ? : -\n# ${'['.repeat(300)}\nother: ${'-:'.repeat(300)}x\n`;
  expect(tooDeepAt(wide)).toBeUndefined();
  expect(readYaml(block).faults).toEqual([]);
});

it('finds the good documents beside a faulty one', () => {
  const { records, faults } = readYaml('slug: a\n---\nb: *x\n---\nslug: c\n');
  expect(records.map((it) => it.value)).toEqual([{ slug: 'a' }, { slug: 'c' }]);
  expect(faults).toHaveLength(1);
});

it('takes a mapping of 20,000 keys in its stride', () => {
  const text = Array.from({ length: 20_000 }, (_, n) => `k${n}: 1`).join('\n');
  expect(Object.keys(readYaml(text).records[0]?.value as object)).toHaveLength(20_000);
});
