import { describe, expect, it } from '@jest/globals';
import { createKnowledge, match } from '../matching/index.js';
import { validateObservation } from '../report/index.js';
import { readShippedCatalogue } from '../runtime/index.js';
import { reportOf, scenarios, type Arm, type Scenario } from './index.js';

const WORLDS = 50;
const records = await readShippedCatalogue();
const knowledge = createKnowledge(
  records.map((record) => ({ record })),
  1,
);

/** What the matcher says to operators of so many worlds, beside what they reported. */
const answers = (scenario: Scenario, arm: Arm) =>
  Array.from({ length: WORLDS }, (_, seed) => {
    const report = reportOf(scenario, scenario.run(arm, { seed }));
    return { seed, report, ...match(knowledge, validateObservation(report)) };
  });

/** What a failure shows. */
const reported = ({ seed, verdict, report }: ReturnType<typeof answers>[number]) => ({
  seed,
  verdict,
  ...report,
});

describe('reports from simulated worlds', () => {
  it.each(scenarios)('come back with the right incident first: $slug', (scenario) => {
    const { slug } = records.find((it) => it.scenario === scenario.slug)!;
    const missed = answers(scenario, 'fault').filter(({ matches }) => matches[0]?.slug !== slug);
    expect(missed.length <= WORLDS * 0.05 ? [] : missed.map(reported)).toEqual([]);
  });

  it.each(scenarios)('are answered with UNKNOWN where nothing is wrong: $slug', (scenario) => {
    const recognised = answers(scenario, 'healthy').filter(({ verdict }) => verdict !== 'UNKNOWN');
    expect(recognised.map(reported)).toEqual([]);
  });

  it('never enter the knowledge, which holds the shipped records alone and none of their sentences', () => {
    const shipped = JSON.stringify(records).toLowerCase();
    const sentences = scenarios.flatMap((scenario) => {
      const { text } = reportOf(scenario, scenario.run('fault', { seed: WORLDS }));
      return text.toLowerCase().split(/\. |; |, and /);
    });
    expect(sentences.length).toBeGreaterThanOrEqual(2 * scenarios.length);
    expect(sentences.filter((it) => shipped.includes(JSON.stringify(it).slice(1, -1)))).toEqual([]);
    expect(knowledge.size).toBe(records.length);
  });
});
