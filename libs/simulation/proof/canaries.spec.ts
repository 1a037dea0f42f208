import { describe, expect, it } from '@jest/globals';
import { arms, type Arm } from '../arms.js';
import { defineScenario, type Scenario } from '../define-scenario.js';
import { exampleDefinition as example } from '../example-scenario.js';
import type { Failure } from './judge.js';
import { exampleClaim, proofOf } from './testing.js';

const plan = { seeds: { from: 0, to: 4 }, arms };

/** Each with one deliberately wrong declaration, and what the proof has to say of it. */
const canaries: [what: string, canary: () => Scenario, arm: Arm, failure: Partial<Failure>][] = [
  [
    'a symptom that cannot occur',
    () => defineScenario({ ...example, probes: { ...example.probes, 'disk-full': () => [] } }),
    'fault',
    { rule: 'symptom-missing', subject: 'disk-full' },
  ],
  [
    'a symptom that a healthy world shows',
    () =>
      defineScenario({
        ...example,
        probes: {
          ...example.probes,
          'disk-full': (history) =>
            history.filter((it) => it.kind === 'usage').map(({ atMs }) => ({ atMs, value: true })),
        },
      }),
    'healthy',
    { rule: 'symptom-in-healthy-world', subject: 'disk-full' },
  ],
  [
    'a symptom that is dated before the fault',
    () =>
      defineScenario({
        ...example,
        probes: {
          ...example.probes,
          'writes-refused': (history) =>
            history.some((it) => it.kind === 'refused') ? [{ atMs: 1, value: true }] : [],
        },
      }),
    'fault',
    { rule: 'symptom-before-the-fault', subject: 'writes-refused' },
  ],
  [
    'an observation after the end',
    () =>
      defineScenario({
        ...example,
        exclusionProbes: { 'input-error': () => [{ atMs: Number.NaN, value: true }] },
      }),
    'healthy',
    { rule: 'observation-out-of-time', subject: 'input-error' },
  ],
  [
    'an exclusion that the fault shows',
    () => defineScenario({ ...example, exclusionProbes: { 'input-error': example.probes['disk-full'] } }),
    'fault',
    { rule: 'exclusion-observed', subject: 'input-error' },
  ],
  [
    'a fix that does not fix',
    () => defineScenario({ ...example, fix: example.wrongFixes[0] }),
    'fix',
    { rule: 'symptom-outlives-fix', subject: 'writes-refused' },
  ],
  [
    'a fault that comes to nothing',
    () => defineScenario({ ...example, fault: { description: 'None.', apply: () => undefined } }),
    'fix',
    { rule: 'nothing-to-fix' },
  ],
  [
    'a wrong fix that works',
    () =>
      defineScenario({
        ...example,
        wrongFixes: [example.wrongFixes[0], { ...example.fix, id: 'restart' }],
      }),
    'wrong-fix',
    { rule: 'wrong-fix-works', subject: 'restart' },
  ],
  [
    'a look-alike that is not told apart',
    () =>
      defineScenario({
        ...example,
        lookAlike: { ...example.lookAlike, ask: () => ({ finding: 'it is slow', pointsHere: true }) },
      }),
    'look-alike',
    { rule: 'check-tells-nothing' },
  ],
  [
    'a check that clears the fault too',
    () =>
      defineScenario({
        ...example,
        lookAlike: { ...example.lookAlike, ask: () => ({ finding: 'it is slow', pointsHere: false }) },
      }),
    'fault',
    { rule: 'check-tells-nothing' },
  ],
  [
    'a look-alike that looks like nothing',
    () => defineScenario({ ...example, lookAlike: { ...example.lookAlike, apply: () => undefined } }),
    'look-alike',
    { rule: 'look-alike-unlike' },
  ],
  [
    'a world that remembers other runs',
    () => {
      let runs = 0;
      return defineScenario({
        ...example,
        timeline: (parameters) => ({ ...example.timeline(parameters), healthyMs: 300_000 + 1_000 * runs++ }),
      });
    },
    'healthy',
    { rule: 'not-deterministic' },
  ],
  [
    'a world that breaks down',
    () =>
      defineScenario({
        ...example,
        fault: {
          description: 'A part goes wrong.',
          apply: ({ simulation }) => void simulation.after(-1, () => 0),
        },
      }),
    'fault',
    { rule: 'broke-down' },
  ],
];

describe('the proof refutes', () => {
  it.each(canaries)('%s', (_, canary, arm, failure) => {
    const proof = proofOf(canary(), plan);
    expect(proof.holds).toBe(false);
    const refuted = proof.plays.filter((play) => play.arm === arm && !play.holds);
    expect(refuted.map(({ firstFailure }) => firstFailure?.seed)).toEqual(refuted.map(() => 0));
    const failures = refuted.flatMap(({ firstFailure }) => firstFailure?.failures ?? []);
    expect(failures).toContainEqual(expect.objectContaining(failure));
  });

  it('a failure on one seed of many, and names the first of them', () => {
    const brittle = defineScenario({
      ...example,
      draw: (random) => ({ ...example.draw(random), writeMb: random.next() < 0.3 ? 0.1 : 1 }),
      timeline: () => ({ healthyMs: 1_000, faultyMs: 600_000, settleMs: 0, watchedMs: 600_000 }),
    });
    const { holds, plays } = proofOf(brittle, { seeds: { from: 0, to: 19 }, arms: ['fault'] });
    const { seedsFailed, firstFailure } = plays[0]!;
    expect([holds, seedsFailed > 0, seedsFailed < 20]).toEqual([false, true, true]);
    const seeds = { from: 0, to: firstFailure!.seed };
    const again = proofOf(brittle, { seeds, arms: ['fault'] });
    expect(again.plays[0]).toMatchObject({ seedsFailed: 1, firstFailure });
  });

  it.each([
    ['a symptom without a probe', { symptoms: [...exampleClaim.symptoms, 'slow'] }, 'slow'],
    ['a probe without a symptom', { symptoms: ['disk-full'] }, 'writes-refused'],
    ['an exclusion that the record does not name', { exclusions: [] }, 'input-error'],
    ['a check that the record does not name', { diagnosisChecks: ['ping'] }, 'look-at-free-space'],
  ])('%s', (_, difference, subject) => {
    const claim = { ...exampleClaim, ...difference };
    const proof = proofOf(defineScenario(example), { ...plan, arms: ['healthy'] }, claim);
    expect([proof.holds, proof.plays.every(({ holds }) => holds)]).toEqual([false, true]);
    expect(proof.declaration).toEqual([expect.objectContaining({ rule: 'declaration-wrong', subject })]);
  });
});
