import type { NextStep, Verdict } from '../report/index.js';
import { shortPassage } from './passages.js';
import type { Knowledge, KnownIncident } from './knowledge.js';
import type { Judgement } from './judge.js';
import type { Ranking } from './rank.js';
import { sum } from './sum.js';

/** What to find out next: a check that tells the best two apart, or else an observation that would settle it. */
export function nextStep(
  verdict: Verdict,
  { judgements, query }: Ranking,
  knowledge: Knowledge,
): NextStep | undefined {
  const [first, second] = judgements;
  if (!first) return undefined;
  if (verdict === 'AMBIGUOUS' && second) {
    const check = tellingCheck(first, second, knowledge) ?? tellingCheck(second, first, knowledge);
    if (check) return check;
  }
  const isSaid = (term: string) => query.terms.has(term);
  for (const judgement of judgements.slice(0, CANDIDATES_ASKED)) {
    const observation = missingObservation(judgement, isSaid, knowledge);
    if (observation) return observation;
  }
  return undefined;
}

const CANDIDATES_ASKED = 3;

/** The check of one incident that speaks most of what the other one does not know. */
function tellingCheck(
  { incident }: Judgement,
  { incident: rival }: Judgement,
  knowledge: Knowledge,
): NextStep | undefined {
  const known = termsKnownTo(rival, knowledge);
  const checks = incident.record.diagnosisChecks.map((check) => {
    const terms = [...shortPassage(`${check.instruction} ${check.expectation}`).keys()];
    const foreign = terms.filter((term) => !known.has(knowledge.terms.idOf(term)));
    return { check, tells: tells(foreign, knowledge) / Math.sqrt(1 + terms.length) };
  });
  const best = first(checks, (it) => it.tells);
  if (!best) return undefined;
  const { id, instruction, expectation } = best.check;
  return {
    kind: 'check',
    slug: incident.record.slug,
    rival: rival.record.slug,
    checkId: id,
    instruction,
    expectation,
  };
}

function termsKnownTo({ number }: KnownIncident, knowledge: Knowledge): ReadonlySet<number> {
  return new Set(knowledge.passage(number, 0).ids);
}

/** What the incident would show and the report does not tell: its most telling log line, or else its most telling symptom. */
function missingObservation(
  { incident, signatures }: Judgement,
  isSaid: (term: string) => boolean,
  knowledge: Knowledge,
): NextStep | undefined {
  const { slug, symptoms, signatures: declared } = incident.record;
  const found = new Set(signatures.map((it) => it.event));
  const signature = first(
    declared.filter((it) => !found.has(it.event)),
    (it) => (it.telling === undefined ? 1 : it.telling ? 2 : 0),
  );
  if (signature) {
    const { id, example } = signature;
    return { kind: 'observation', slug, source: 'signature', id, statement: example };
  }
  const unsaid = symptoms.map((symptom) => ({
    symptom,
    tells: tells(
      [...shortPassage(symptom.statement).keys()].filter((term) => !isSaid(term)),
      knowledge,
    ),
  }));
  const best = first(unsaid, (it) => it.tells);
  if (!best || best.tells === 0) return undefined;
  const { id, statement } = best.symptom;
  return { kind: 'observation', slug, source: 'symptom', id, statement };
}

const tells = (terms: readonly string[], knowledge: Knowledge) => sum(terms, (it) => knowledge.rarityOf(it));

/** The item that is worth most; of equal ones the first. */
function first<T>(items: readonly T[], worth: (item: T) => number): T | undefined {
  return items.reduce<T | undefined>(
    (best, item) => (best === undefined || worth(item) > worth(best) ? item : best),
    undefined,
  );
}
