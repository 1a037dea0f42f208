import { HeardReports } from './heard-reports.js';
import { describe, expect, it } from '@jest/globals';
import { likenessToExclusions, metExclusions, weighClauses } from './exclusions.js';
import { incident, observation } from './fixtures.js';
import { createKnowledge } from './knowledge.js';
import { readObservation } from './query.js';
import { weighTerms } from './words.js';

const record = incident('freezing-sessions', {
  symptoms: [
    { id: 'new-ones-work', statement: 'New SSH sessions to the same instance work' },
    { id: 'all-nodes', statement: 'Instances on every compute node are affected.' },
    { id: 'answers', statement: 'The node still answers on its management interface.' },
  ],
  exclusions: [
    { id: 'new-ones-hang', statement: 'New SSH sessions hang as well' },
    { id: 'one-image', statement: 'Only a single image is affected' },
    { id: 'not-large', statement: 'Large packets are not lost' },
    { id: 'one-node', statement: 'Only instances on one compute node are affected' },
    { id: 'no-answer', statement: 'The node does not answer on any interface' },
    { id: 'idle', statement: 'Memory grows although no request is being served' },
    { id: 'a-switch', statement: 'The MAC of the sender belongs to a switch, or another network device' },
    { id: 'a-symptom', statement: 'Instances on all compute nodes are affected' },
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
    ['Only instances on one compute node are affected.', ['one-node']],
    ['Just a single compute node is affected, and its instances are.', ['one-node']],
    ['Instances on every compute node are affected.', []],
    ['Instances on compute nodes are affected.', []],
    ['The node does not answer on any interface.', ['no-answer']],
    ['The node answers on its management interface.', []],
    ['The memory grows, although no request is served.', ['idle']],
    ['The memory grows while a request is served.', []],
    ['We saw that the memory of the broker grows by the hour,\nalthough no request is served.', ['idle']],
    ['The memory grows.\nNo request is served.', []],
    ['The sender has a MAC that belongs to a switch.', ['a-switch']],
    ['The bonded network device was in a DOWN state.', []],
    ['', []],
  ])('is met by %j: %j', (text, ids) => {
    expect(met(text)).toEqual(ids);
  });
});

describe('the likeness of a report to what would rule an incident out', () => {
  const knowledge = createKnowledge([{ record }], 1);
  const likeness = (text: string) => {
    const query = readObservation(observation(text));
    const clauses = weighClauses(query.clauses, weighTerms(query, knowledge, new HeardReports()));
    return likenessToExclusions(knowledge.incident(0)!.exclusions, clauses, knowledge);
  };

  it('is whole for its own words, partial for some of them among others, and none for others alone', () => {
    expect(likeness('New SSH sessions hang as well.')).toBeCloseTo(1);
    const partial = likeness('Sessions that are opened anew hang, says the customer of the second floor.');
    expect(partial).toBeGreaterThan(0.2);
    expect(partial).toBeLessThan(0.8);
    expect(likeness('The broker grows.')).toBe(0);
  });

  it('takes the words of one clause, and counts what is denied only where the exclusion denies', () => {
    expect(likeness('New disks arrived.\nSSH hangs.')).toBeLessThan(likeness('New SSH sessions hang.'));
    expect(likeness('New SSH sessions do not hang.')).toBeLessThan(likeness('New SSH sessions hang.'));
    expect(likeness('')).toBe(0);
  });
});
