import { Command } from 'commander';
import { seededRandom } from '../../libs/kernel/index.js';
import { learn, type Lesson, type StudiedSet } from '../../libs/matching/index.js';
import { readDevelopmentSets } from './evaluation/development-sets.js';
import { buildKnowledge } from './evaluation/run.js';
import { study } from './evaluation/study.js';
import { orUsageError } from './or-usage-error.js';
import { checkOutputs, writeOutput } from './output-file.js';

/** Of the random numbers that put reports into folds. */
export const FOLDS_SEED = 1;

export const learnCommand = new Command('learn')
  .description(
    'fits the weights of the matcher to reports whose incident is known, and says what that brings',
  )
  .requiredOption('--data <folder>', 'folder with the development sets')
  .option('--out <file>', 'file for the weights, such as libs/matching/learning/weights.ts')
  .action(async ({ data, out }: { data: string; out?: string }, command: Command) => {
    if (out) orUsageError(command, () => checkOutputs([{ option: '--out', path: out }], []));
    const sets: StudiedSet[] = [];
    for (const set of await readDevelopmentSets(data)) {
      sets.push(study(set, buildKnowledge(set.knowledge).knowledge));
      process.stderr.write(`${set.name}: ${set.questions.length} reports\n`);
    }
    const lesson = learn(sets, seededRandom(FOLDS_SEED));
    console.log(describe(lesson).join('\n'));
    if (out) await writeOutput(out, asSource(lesson));
  });

/** The figures on reports that the fit did not see, as lines of equal width. */
function describe({ figures }: Lesson): string[] {
  const figure = (value: number | undefined) => (value?.toFixed(3) ?? '-').padStart(7);
  const rows = figures.flatMap(({ name, crossValidated, transferred }) =>
    (
      [
        ['cross-validated', crossValidated],
        ['without the set', transferred],
      ] as const
    ).map(([how, it]) =>
      [
        name.padEnd(18),
        how.padEnd(16),
        ...[it.recallAt1, it.recallAt10, it.meanReciprocalRank, it.auroc, it.calibrationError].map(figure),
        ...[it.knownPrecision, it.knownRecall, it.unknownCalledKnown].map(figure),
      ].join(''),
    ),
  );
  const head = ['R@1', 'R@10', 'MRR', 'AUROC', 'ECE', 'KNOWN', 'found', 'false'].map((it) => it.padStart(7));
  return [`${' '.repeat(34)}${head.join('')}`, ...rows];
}

/** Weights as a module, rounded to what they are worth. */
export function asSource(lesson: Lesson): string {
  const declare = (name: string, type: string, values: object) => [
    '',
    `export const ${name}: ${type} = {`,
    ...Object.entries(values).map(([key, it]) => `  ${key}: ${Number((it as number).toPrecision(4))},`),
    '};',
  ];
  return [
    '// Generated, do not edit:',
    '//   npm run -s talekeeper -- learn --data FOLDER --out libs/matching/learning/weights.ts',
    '// On reports that the fit did not see (KNOWN: share of right ones among those called so; found: share of the',
    '// explained ones that were; false: share of the unexplained ones that were):',
    ...describe(lesson).map((it) => `//   ${it}`.trimEnd()),
    "import type { ConfidenceWeights, VerdictThresholds } from '../confidence.js';",
    "import type { RankingWeights } from './word-features.js';",
    ...declare('weights', 'RankingWeights', lesson.ranking),
    ...declare('confidenceWeights', 'ConfidenceWeights', lesson.confidence),
    ...declare('verdictAt', 'VerdictThresholds', lesson.thresholds),
    '',
  ].join('\n');
}
