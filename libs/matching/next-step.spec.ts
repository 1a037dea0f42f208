import { describe, expect, it } from '@jest/globals';
import { fixtures, incident, observation } from './fixtures.js';
import { createKnowledge, type Knowledge } from './knowledge.js';
import { nextStep } from './next-step.js';
import { rank } from './rank.js';

const knowing = (...records: ReturnType<typeof incident>[]) =>
  createKnowledge(
    records.map((record) => ({ record })),
    1,
  );
const stepOf = (
  verdict: 'AMBIGUOUS' | 'UNKNOWN',
  knowledge: Knowledge,
  text: string,
  logLines: string[] = [],
) => nextStep(verdict, rank(knowledge, observation(text, { logLines })), knowledge);

const symptoms = [{ id: 'stands-still', statement: 'The print spooler stands still' }];
const lock = incident('stale-lock', {
  symptoms,
  diagnosisChecks: [
    { id: 'restart', instruction: 'Restart the print spooler.', expectation: 'It stands still again.' },
    {
      id: 'lock',
      instruction: 'Look for a lockfile below /run.',
      expectation: 'It belongs to a dead process.',
    },
  ],
});
const paper = incident('no-paper', { symptoms });

describe('the next step', () => {
  it('of an ambiguous report is the check that speaks of what the rival does not know', () => {
    const step = stepOf('AMBIGUOUS', knowing(lock, paper), 'Our print spooler stands still');
    expect(step).toMatchObject({
      kind: 'check',
      checkId: 'lock',
      slug: 'stale-lock',
      rival: 'no-paper',
      instruction: 'Look for a lockfile below /run.',
    });
  });

  it('of an ambiguous report without any check is an observation', () => {
    const twin = incident('no-toner', { symptoms });
    expect(stepOf('AMBIGUOUS', knowing(paper, twin), 'The spooler prints nothing')).toMatchObject({
      kind: 'observation',
      source: 'symptom',
      id: 'stands-still',
    });
  });

  it('of an unknown report is the log line that the first incident would show', () => {
    const step = stepOf('UNKNOWN', knowing(...fixtures), 'A terminal session freezes');
    expect(step).toMatchObject({ kind: 'observation', slug: 'oversized-frames', source: 'signature' });
  });

  it('of an unknown report is else the symptom that it says least of', () => {
    const step = stepOf('UNKNOWN', knowing(...fixtures), 'A terminal session freezes', [
      'swp3: dropped giant frame, length 1522',
    ]);
    expect(step).toMatchObject({ source: 'symptom', id: 'large-ping-lost' });
  });

  it('is none where no incident comes into question, or nothing is left to be said', () => {
    expect(stepOf('UNKNOWN', knowing(...fixtures), 'xyzzy')).toBeUndefined();
    expect(stepOf('UNKNOWN', knowing(paper), 'The print spooler stands still')).toBeUndefined();
  });
});
