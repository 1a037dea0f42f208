import { describe, expect, it } from '@jest/globals';
import type { Signature } from '../incident/index.js';
import { incident, observation } from './fixtures.js';
import { createKnowledge } from './knowledge.js';
import { rank } from './rank.js';

const signature = (event: string, telling?: boolean): Signature => ({
  id: event,
  event,
  vendor: 'Acme',
  pattern: `%${event}%`,
  example: `%${event}%`,
  counterExample: 'all is well',
  ...(telling === undefined ? {} : { telling }),
});

/** By how much the lines give away the incident that has these signatures; others declare events as well. */
function proofs(
  lines: readonly string[],
  own: readonly Signature[],
  others: readonly Signature[] = [],
): number {
  const records = [
    incident('ours', { signatures: [...own] }),
    ...others.map((it, at) => incident(`other-${at}`, { signatures: [it] })),
  ];
  const knowledge = createKnowledge(
    records.map((record) => ({ record })),
    1,
  );
  const { judgements } = rank(knowledge, observation('', { logLines: [...lines] }));
  return judgements.find((it) => it.incident.record.slug === 'ours')!.proofs;
}

describe('a log line that a signature found', () => {
  it('proves nothing by itself where the record says that it has other causes as well', () => {
    expect(proofs(['%alarm%'], [signature('alarm', false)])).toBe(0);
    expect(proofs(['%alarm%'], [signature('alarm', true)])).toBe(1);
  });

  it('proves what another event of other causes bears out', () => {
    const own = [signature('alarm', false), signature('restart', false)];
    expect(proofs(['%alarm%', '%restart%'], own)).toBe(1);
    expect(proofs(['%alarm%', '%alarm%'], own)).toBe(0);
  });

  it('proves, unless the record says otherwise, what no other incident declares', () => {
    expect(proofs(['%alarm%'], [signature('alarm')])).toBe(1);
    expect(proofs(['%alarm%'], [signature('alarm')], [signature('alarm')])).toBe(0);
    expect(proofs(['%alarm%'], [signature('alarm', true)], [signature('alarm')])).toBe(1);
  });
});
