import { basename } from 'node:path';
import { Command } from 'commander';
import type { IncidentRecord } from '../../libs/incident/index.js';
import {
  figuresOf,
  readExpectations,
  readKnowledgeLines,
  readQuestions,
  reliabilityDiagram,
  reliabilityOf,
  type Answered,
  type Expectation,
  type Question,
} from '../../libs/matching/index.js';
import { readShippedCatalogue } from '../../libs/runtime/index.js';
import { answerAll, buildKnowledge, type Answer } from './evaluation/run.js';
import { printFigures } from './evaluation/print.js';
import { orUsageError } from './or-usage-error.js';
import { checkOutputs, writeOutput, type NamedFile } from './output-file.js';
import { readText } from './read-text.js';

interface Options {
  readonly knowledge: readonly string[];
  readonly catalogue?: true;
  readonly reports: string;
  readonly out: string;
  readonly plot?: string;
}

const collect = (file: string, files: readonly string[]) => [...files, file];

export const evaluateCommand = new Command('evaluate')
  .description(
    'matches reports whose incident is known, all of which are heard before, and says how good and how fast the answers are',
  )
  .option(
    '--knowledge <file>',
    'JSON Lines, .gz or not, of {id, title, summary, components} or of whole incidents; may be repeated',
    collect,
    [],
  )
  .option('--catalogue', 'add the shipped tales to the knowledge')
  .requiredOption('--reports <file>', 'JSON Lines of {id, text, logs, expected, exclude?}')
  .requiredOption(
    '--out <file>',
    'file for the answers: {id, verdict, matches, ms} a line; - is the standard output, and the figures go to the other',
  )
  .option('--plot <file>', 'file for a reliability diagram (SVG)')
  .action(async (options: Options, command: Command) => {
    const { knowledge: files, catalogue, reports, out, plot } = options;
    if (files.length === 0 && !catalogue) command.error('error: give --knowledge, --catalogue or both');
    orUsageError(command, () => checkFiles(options));
    const text = await readText(reports);
    const questions = readQuestions(reports, text);
    const records = await readKnowledge(files, catalogue);

    process.stderr.write(`Indexing ${records.length} incidents.\n`);
    const built = buildKnowledge(records);
    const answers = answerAll(built.knowledge, questions, showProgress);
    await writeOutput(out, answers.map((it) => `${JSON.stringify(it)}\n`).join(''));

    const answered = withExpectations(answers, questions, readExpectations(reports, text));
    printFigures(figuresOf(answered), built, out === '-' || plot === '-' ? console.error : console.log);
    if (plot) await writeOutput(plot, reliabilityDiagram(basename(reports), reliabilityOf(answered)));
  });

function checkFiles({ knowledge, reports, out, plot }: Options): void {
  const named = (option: string, paths: readonly (string | undefined)[]): NamedFile[] =>
    paths.flatMap((path) => (path === undefined ? [] : [{ option, path }]));
  checkOutputs(
    [...named('--out', [out]), ...named('--plot', [plot])],
    [...named('--knowledge', knowledge), ...named('--reports', [reports])],
  );
}

async function readKnowledge(files: readonly string[], catalogue?: true): Promise<IncidentRecord[]> {
  const parts = [catalogue ? await readShippedCatalogue() : []];
  const places = new Map(parts[0]!.map(({ slug }) => [slug, 'the catalogue']));
  for (const file of files) parts.push(readKnowledgeLines(file, await readText(file), places));
  return parts.flat();
}

/**
 * Several reports may have one id, as all that is said of one note has. Whoever reads the answers finds them by id, so
 * that the last one counts for each of these reports, without what the report itself excludes.
 */
function withExpectations(
  answers: readonly Answer[],
  questions: readonly Question[],
  expectations: readonly Expectation[],
): Answered[] {
  const answerOf = new Map(answers.map((it) => [it.id, it]));
  return questions.map(({ id, exclude }, at) => {
    const { matches, ...answer } = answerOf.get(id)!;
    const { expected } = expectations[at]!;
    return { ...answer, matches: matches.filter((it) => !exclude.includes(it.id)), expected };
  });
}

function showProgress(done: number, total: number): void {
  if (done % 100 !== 0 && done !== total) return;
  process.stderr.write(`${done} of ${total} reports${done === total ? '\n' : '\r'}`);
}
