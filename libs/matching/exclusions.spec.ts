import { describe, expect, it } from '@jest/globals';
import { metExclusions } from './exclusions.js';
import { incident, observation } from './fixtures.js';
import { createKnowledge } from './knowledge.js';
import { readObservation } from './query.js';

const record = incident('freezing-sessions', {
  symptoms: [{ id: 'new-ones-work', statement: 'New SSH sessions to the same instance work' }],
  exclusions: [
    { id: 'new-ones-hang', statement: 'New SSH sessions hang as well' },
    { id: 'one-image', statement: 'Only a single image is affected' },
    { id: 'not-large', statement: 'Large packets are not lost' },
  ],
});

function met(text: string): string[] {
  const knowledge = createKnowledge([{ record }], 1);
  return metExclusions(knowledge.incident(0)!.exclusions, readObservation(observation(text)), knowledge).map(
    (it) => it.exclusionId,
  );
}

describe('an exclusion', () => {
  it.each<[string, string[]]>([
    ['Sessions hang. New SSH sessions hang as well, after the login.', ['new-ones-hang']],
    ['The session hangs but new SSH sessions work.', []],
    ['New SSH sessions do not hang.', []],
    ['A single image is affected, the others are fine.', ['one-image']],
    ['The image is on a single node. A database is affected.', []],
    ['Large packets are lost.', []],
    ['Large packets are never lost.', ['not-large']],
    ['', []],
  ])('is met by %j: %j', (text, ids) => {
    expect(met(text)).toEqual(ids);
  });
});
