import { confidencesOf } from './confidence.js';
import type { Judgement } from './judge.js';
import type { Knowledge } from './knowledge.js';
import { verdictAt } from './learning/weights.js';
import { BODY } from './passages.js';
import type { Ranking } from './rank.js';
import type { WeighedTerm } from './words.js';

/**
 * How likely the first two are if the report tells of both: each would be known if the other one did not compete, and
 * explains a part of the report that the other one does not. Otherwise `undefined`.
 */
export function twoIncidents(
  { judgements, asked, terms }: Ranking,
  knowledge: Knowledge,
): [number, number] | undefined {
  const [first, second, ...others] = judgements;
  if (!first || !second) return undefined;
  const without = (it: Judgement) => confidencesOf([it, ...others], asked, 1)[0]!;
  const confidences: [number, number] = [without(first), without(second)];
  if (Math.min(...confidences) < verdictAt.known) return undefined;
  return areOfTwoEvents(first, second) || areOfTwoParts(first, second, terms, knowledge)
    ? confidences
    : undefined;
}

/** Whether log events give each of them away, and not the same ones. */
function areOfTwoEvents(one: Judgement, other: Judgement): boolean {
  const events = [one, other].map((it) => new Set(it.signatures.map(({ event }) => event)));
  const [ones, others] = [events[0]!, events[1]!];
  return one.proofs > 0 && other.proofs > 0 && ![...ones].some((event) => others.has(event));
}

/** Whether each of them has words for this share of the report that the other one has none for. */
const PART = 0.15;

function areOfTwoParts(
  one: Judgement,
  other: Judgement,
  terms: readonly WeighedTerm[],
  knowledge: Knowledge,
): boolean {
  const wordsOf = (it: Judgement) => new Set(knowledge.passage(it.incident.number, BODY).ids);
  const [ones, others] = [wordsOf(one), wordsOf(other)];
  let [all, ofOne, ofOther] = [0, 0, 0];
  for (const { id, weight, rarity } of terms) {
    const tells = weight * rarity;
    all += tells;
    if (ones.has(id) && !others.has(id)) ofOne += tells;
    if (others.has(id) && !ones.has(id)) ofOther += tells;
  }
  return Math.min(ofOne, ofOther) >= PART * all;
}
