import type { Random } from '../kernel/index.js';
import type { Run, Scenario } from './define-scenario.js';
import { drawChance, drawInteger, drawOne, shuffled } from './engine/draw.js';
import { Simulation } from './engine/simulation.js';
import { counted } from './proof/judge.js';
import type { Observation } from './scenario.js';

/** What an operator of a simulated world would file. */
export interface WorldReport {
  readonly text: string;
  readonly logLines: readonly string[];
}

/** An operator mentions so many symptoms, as far as there are. */
const SYMPTOMS = { min: 2, max: 4 };
const LINES_MAX = 4;
const HEALTHY_LINES_MAX = 2;
const PASTES_LOG = 0.75;

/**
 * The report of somebody who lives in the world of a run: some of the symptoms that it shows, in an operator's words,
 * and often lines of its logs, among them healthy ones and those that speak against the incident. Where nothing is wrong, a complaint that no tale explains. The
 * same run gives the same report.
 */
export function reportOf(scenario: Scenario, run: Run): WorldReport {
  const random = new Simulation({ seed: run.seed }).random('report');
  const seen = shuffled(random, observed(run.symptoms, run));
  if (seen.length === 0) return complaint(scenario, run, random);
  const mentioned = seen.slice(0, drawInteger(random, SYMPTOMS.min, SYMPTOMS.max));
  const sentences = mentioned.map(({ id, observations }) => {
    const phrase = drawOne(random, scenario.words.symptoms[id]!);
    return typeof phrase === 'string' ? phrase : phrase(drawOne(random, observations));
  });
  const lines = [...seen, ...observed(run.exclusions, run)].flatMap(({ observations }) => {
    const withLine = observations.filter(({ line }) => line !== undefined);
    return withLine.length > 0 ? [drawOne(random, withLine)] : [];
  });
  const pasted = drawChance(random, PASTES_LOG)
    ? [
        ...shuffled(random, lines)
          .slice(0, LINES_MAX)
          .sort((a, b) => a.atMs - b.atMs)
          .map(({ line }) => line!),
        ...someOf(random, run.healthyLines, drawInteger(random, 0, HEALTHY_LINES_MAX)),
      ]
    : [];
  return { text: joined(random, sentences), logLines: pasted };
}

function complaint({ words }: Scenario, { healthyLines }: Run, random: Random): WorldReport {
  const text = drawOne(random, words.healthy);
  const count = drawChance(random, PASTES_LOG) ? drawInteger(random, 1, LINES_MAX) : 0;
  return { text, logLines: someOf(random, healthyLines, count) };
}

/** What was seen once it counts, by symptom or exclusion. */
function observed(probes: Run['symptoms'], run: Run): { id: string; observations: readonly Observation[] }[] {
  return Object.entries(probes)
    .map(([id, all]) => ({ id, observations: counted(all, run) }))
    .filter(({ observations }) => observations.length > 0);
}

const someOf = (random: Random, lines: readonly string[], count: number) =>
  shuffled(random, [...new Set(lines)]).slice(0, count);

/** People write whole sentences, or a row of words. */
function joined(random: Random, sentences: readonly string[]): string {
  const separator = drawOne(random, ['. ', '; ', ', and ']);
  return sentences.map((it) => it.replace(/[.\s]+$/, '')).join(separator);
}
