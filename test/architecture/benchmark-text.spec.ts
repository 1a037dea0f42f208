import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../libs/database/index.js';
import { readRepository } from './repository.js';

/** The benchmark's text lies beside the project where the project is developed; none of it may come in. */
const data = join(projectRoot, '..', 'shared', 'bench');
const describeWithData = existsSync(data) || process.env['CI'] === 'true' ? describe : describe.skip;

/** So many words in a row do not come about twice by chance, unless both quote somebody. */
const WORDS = 8;
/** What programs print, whoever quotes it. */
const PRINTED = [
  'No valid host was found. There are not enough hosts available.',
  'oslo_messaging.exceptions.MessagingTimeout: Timed out waiting for a reply to message ID',
].map((it) => wordsOf(it).join(' '));

describeWithData('text of the benchmark', () => {
  const texts = benchmarkTexts();

  it('is in no file of the project: not in the catalogue, not in a fixture, not in the weights', () => {
    expect(borrowed(readRepository(projectRoot), texts)).toEqual([]);
  });

  it('would be found in a file', () => {
    const text = texts.find((it) => sequencesOf(it).length > WORDS)!;
    const files = new Map([
      ['planted.yaml', `narrative: >\n  ${text.replaceAll(/\s+/g, '\n  ').toUpperCase()}`],
    ]);
    expect(borrowed(files, texts)).toContainEqual(['planted.yaml', sequencesOf(text)[0]]);
  });
});

/** The sequences of words that a file has in common with a text, each with the file's path. */
function borrowed(files: ReadonlyMap<string, string>, texts: readonly string[]): [string, string][] {
  const pathOf = new Map([...files].flatMap(([path, text]) => sequencesOf(text).map((it) => [it, path])));
  const common = new Set(texts.flatMap((text) => sequencesOf(text).filter((it) => pathOf.has(it))));
  return [...common]
    .filter((it) => !PRINTED.some((message) => message.includes(it)))
    .map((it) => [pathOf.get(it)!, it]);
}

function benchmarkTexts(): string[] {
  return readdirSync(data)
    .filter((name) => /\.jsonl(\.gz)?$/.test(name))
    .flatMap((name) => {
      const bytes = readFileSync(join(data, name));
      const lines = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n');
      return lines.filter(Boolean).map((it) => Object.values(JSON.parse(it) as object).join('\n'));
    });
}

function sequencesOf(text: string): string[] {
  const words = wordsOf(text);
  return words.slice(WORDS - 1).map((_, at) => words.slice(at, at + WORDS).join(' '));
}

/** Numbers are no text: counting to eight is not a quotation. */
function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]*\p{L}[\p{L}\p{N}]*/gu) ?? [];
}
