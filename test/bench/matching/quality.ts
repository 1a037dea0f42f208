import { FOLDS_SEED } from '../../../apps/cli/learn.js';
import type { DevelopmentSet } from '../../../apps/cli/evaluation/development-sets.js';
import { answerAll, buildKnowledge } from '../../../apps/cli/evaluation/run.js';
import { study } from '../../../apps/cli/evaluation/study.js';
import type { IncidentRecord } from '../../../libs/incident/index.js';
import { seededRandom } from '../../../libs/kernel/index.js';
import { figuresOf, learn, type Figures, type Lesson } from '../../../libs/matching/index.js';
import { engines, type EngineName, type Found } from './engines.js';

/** How good our answers to one set are. */
export interface Quality {
  readonly set: string;
  /** With the weights that ship, to which most reports of the set were shown. */
  readonly shipped: Figures;
  /** With weights that were fitted anew without the reports that they then answer; no time is measured. */
  readonly unseen: Figures;
}

/**
 * Answers every report of every set, with the weights that ship and with weights that did not see it; and what is learned
 * from all of them.
 */
export function measureQuality(sets: readonly DevelopmentSet[]): { ours: Quality[]; lesson: Lesson } {
  const knowledgeOf = once((records) => buildKnowledge(records).knowledge);
  const shipped = sets.map((set) => {
    const answers = answerAll(knowledgeOf(set.knowledge), set.questions);
    return figuresOf(answers.map((it) => ({ ...it, expected: set.expectations.get(it.id) ?? [] })));
  });
  const lesson = learn(
    sets.map((set) => study(set, knowledgeOf(set.knowledge))),
    seededRandom(FOLDS_SEED),
  );
  const ours = sets.map(({ name }, at) => {
    const unseen = lesson.figures.find((it) => it.name === name)!.crossValidated;
    return { set: name, shipped: shipped[at]!, unseen };
  });
  return { ours, lesson };
}

/** Answers every report with another engine. It has no confidence; how far its first is ahead stands for it. */
export function measurePeer(name: EngineName, sets: readonly DevelopmentSet[]): Figures[] {
  const searchOf = once(engines[name]);
  return sets.map(({ knowledge, questions, expectations }) => {
    const search = searchOf(knowledge);
    const answers = questions.map((question) => {
      const start = performance.now();
      const found = search(question);
      const ms = performance.now() - start;
      const matches = found.map(({ id }, at) => ({ id, confidence: leadOf(found, at) }));
      return { verdict: 'UNKNOWN' as const, matches, expected: expectations.get(question.id) ?? [], ms };
    });
    return { ...figuresOf(answers), calibrationError: undefined };
  });
}

const leadOf = (found: readonly Found[], at: number) => 1 - (found[at + 1]?.score ?? 0) / found[at]!.score;

/** Sets that are put to the same records share what is made of them. */
function once<Made>(make: (records: readonly IncidentRecord[]) => Made) {
  const made = new Map<readonly IncidentRecord[], Made>();
  return (records: readonly IncidentRecord[]): Made => {
    const known = made.get(records) ?? make(records);
    made.set(records, known);
    return known;
  };
}
