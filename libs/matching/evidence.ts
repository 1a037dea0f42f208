import type { Evidence, MatchedWord } from '../report/index.js';
import { WORTH, type Judgement } from './judge.js';
import type { KnownIncident } from './knowledge.js';
import { limits } from './limits.js';
import { BODY, fieldBit } from './passages.js';
import type { Occurrence } from './retrieval/reading.js';
import { sum } from './sum.js';
import type { WeighedTerm } from './words.js';

/** A piece of evidence and what it is worth, by which evidence is ordered. */
interface WeighedEvidence {
  readonly evidence: Evidence;
  readonly worth: number;
}

/** Everything that speaks for an incident, strongest first; `unit` is what the rarest of words tells. */
export function evidenceFor(
  judgement: Judgement,
  occurrences: readonly Occurrence[],
  unit: number,
): Evidence[] {
  const { incident, signatures, lines, facts, circumstances, history } = judgement;
  const weigh = (items: readonly Evidence[], worth: number) =>
    items.map((evidence): WeighedEvidence => ({ evidence, worth }));
  const isConfirmed = history && history.confirmed > history.rejected;
  return [
    ...weigh(signatures, WORTH.event),
    ...weigh(lines, WORTH.line),
    ...weigh(facts, WORTH.fact),
    ...weigh(circumstances, WORTH.component),
    ...weigh(isConfirmed ? [{ kind: 'history', ...history }] : [], WORTH.release),
    ...wordEvidence(incident, occurrences).map((it) => ({ ...it, worth: it.worth / unit })),
  ]
    .sort((a, b) => b.worth - a.worth)
    .map((it) => it.evidence);
}

/** Words are evidence once: for the symptom that they fit, or else for the most telling field. */
function wordEvidence(incident: KnownIncident, occurrences: readonly Occurrence[]): WeighedEvidence[] {
  const weighed: WeighedEvidence[] = [];
  const explained = new Set<WeighedTerm>();
  for (const { symptomId, text, passage } of incident.statements) {
    const inSymptom = occurrences.filter((it) => it.passage === passage);
    if (symptomId === undefined || inSymptom.length === 0) continue;
    const words = wordsOf(inSymptom);
    if (words.length === 0) continue;
    for (const it of inSymptom) explained.add(it.term);
    const evidence = { kind: 'symptom', symptomId, statement: text, words } as const;
    weighed.push({ evidence, worth: sum(inSymptom, (it) => it.gain) });
  }
  const rest = occurrences.filter((it) => it.passage === BODY && !explained.has(it.term));
  const taken = new Set<Occurrence>();
  for (const field of ['title', 'components', 'narrative'] as const) {
    // Words of the log excerpts have no field of their own in the answer; they are part of the story.
    const bits = field === 'narrative' ? fieldBit.narrative | fieldBit.logs : fieldBit[field];
    const inField = rest.filter((it) => (it.fields & bits) !== 0 && !taken.has(it));
    for (const it of inField) taken.add(it);
    if (inField.length === 0) continue;
    const evidence = { kind: 'words', field, words: wordsOf(inField) } as const;
    weighed.push({ evidence, worth: sum(inField, (it) => it.gain) });
  }
  return weighed;
}

/** The words of the most telling terms, in the order of the text; parts of a word that is named itself are not. */
function wordsOf(occurrences: readonly Occurrence[]): MatchedWord[] {
  const words = [...occurrences]
    .sort((a, b) => b.gain - a.gain)
    .flatMap((it) => it.term.words)
    .slice(0, limits.evidenceWords)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return words.filter((word) => {
    const isNew = word.end > end;
    end = Math.max(end, word.end);
    return isNew;
  });
}
