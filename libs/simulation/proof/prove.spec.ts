import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arms } from '../arms.js';
import { example } from '../example-scenario.js';
import { exampleClaim as claim, proofOf } from './testing.js';
import { trialsOf, type ProofPlan } from './plan.js';
import type { TrialResult } from './play.js';
import { prove, trialsLeft } from './prove.js';

const plan: ProofPlan = { seeds: { from: 3, to: 7 }, arms };

describe('a proof', () => {
  it('holds when every arm does on every seed, and tells what each probe saw', () => {
    const proof = proofOf(example, plan);
    expect(proof).toMatchObject({
      scenario: 'example',
      scenarioVersion: 1,
      claim: 'as-it-stands',
      holds: true,
    });
    expect(proof.plays.map(({ arm, remedy, holds }) => [arm, remedy, holds])).toEqual([
      ['healthy', undefined, true],
      ['fault', undefined, true],
      ['fix', undefined, true],
      ['wrong-fix', 'empty-the-log', true],
      ['wrong-fix', 'larger-disk', true],
      ['look-alike', undefined, true],
    ]);
    expect(proof.simulatedEvents).toBeGreaterThan(1_000);
    expect(proof.plays[0]!.probes.map(({ seeds }) => seeds)).toEqual([0, 0, 0]);
    const [refused] = proof.plays[1]!.probes;
    expect(refused).toMatchObject({ probe: 'writes-refused', kind: 'symptom', seeds: 5 });
    const { min, median, max } = refused!.firstMs!;
    expect([min > 0, min <= median, median <= max, max > min]).toEqual([true, true, true, true]);
  });

  it('plays each seed once in each arm, each wrong fix by itself, and the first seed again', () => {
    const trials = trialsOf(example, plan);
    expect(trials).toHaveLength(6 * (5 + 1));
    expect(trials.filter(({ isRepeat }) => isRepeat).map(({ seed }) => seed)).toEqual(Array(6).fill(3));
  });

  it('plays only the arms that were asked for', () => {
    const { arms: played, plays } = proofOf(example, { ...plan, arms: ['fix'] });
    expect([played, plays.map(({ arm }) => arm)]).toEqual([['fix'], ['fix']]);
  });

  it('says after each trial how far it has come', () => {
    const steps = [...prove(example, claim, plan)];
    expect(steps.map(({ done }) => done)).toEqual(steps.map((_, at) => at + 1));
    expect(new Set(steps.map(({ total }) => total))).toEqual(new Set([36]));
  });

  it('is the same when it was abandoned anywhere and taken up again, in whatever order', () => {
    const whole = proofOf(example, plan);
    const results = [...prove(example, claim, plan)].map(({ result }) => result);
    fc.assert(
      fc.property(fc.shuffledSubarray(results), (earlier) => {
        const left = prove(example, claim, plan, earlier);
        let step = left.next();
        let steps = 0;
        for (; !step.done; step = left.next()) steps += 1;
        expect([steps, step.value]).toEqual([results.length - earlier.length, whole]);
      }),
      { numRuns: 10 },
    );
  });

  it('needs nothing but what can be sent to another thread and back', () => {
    const sent = structuredClone([...prove(example, claim, plan)].map(({ result }) => result));
    expect(trialsLeft(example, plan, sent)).toEqual([]);
    const again = prove(example, claim, plan, JSON.parse(JSON.stringify(sent)) as TrialResult[]).next();
    expect(again.value).toEqual(proofOf(example, plan));
  });
});
