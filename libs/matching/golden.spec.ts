import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { fixtures, observation } from './fixtures.js';
import { createKnowledge } from './knowledge.js';
import { match, matcherVersion } from './match.js';

interface Golden {
  readonly matcherVersion: string;
  readonly answers: readonly {
    text: string;
    logLines: string[];
    verdict: string;
    matches: Record<string, number>;
  }[];
}

const golden = JSON.parse(readFileSync(new URL('golden.json', import.meta.url), 'utf8')) as Golden;

it(`answers as ${golden.matcherVersion} did; whoever changes an answer raises the version, in the code and in golden.json`, () => {
  const knowledge = createKnowledge(
    fixtures.map((record) => ({ record })),
    1,
  );
  const answers = golden.answers.map(({ text, logLines }) => {
    const { verdict, matches } = match(knowledge, observation(text, { logLines }));
    return {
      text,
      logLines,
      verdict,
      matches: Object.fromEntries(matches.map((it) => [it.slug, it.confidence])),
    };
  });
  expect({ matcherVersion, answers }).toEqual(golden);
});
