import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command } from 'commander';
import {
  figuresOf,
  readExpectations,
  readKnowledgeLines,
  readQuestions,
  reliabilityDiagram,
  reliabilityOf,
} from '../../libs/matching/index.js';
import { readShippedCatalogue } from '../../libs/runtime/index.js';
import { readText } from './evaluation/development-sets.js';
import { answerAll, buildKnowledge } from './evaluation/run.js';
import { printFigures } from './evaluation/print.js';

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
  .requiredOption('--out <file>', 'file for the answers: {id, verdict, matches, ms} a line')
  .option('--plot <file>', 'file for a reliability diagram (SVG)')
  .action(async ({ knowledge: files, catalogue, reports, out, plot }: Options, command: Command) => {
    if (files.length === 0 && !catalogue) command.error('error: give --knowledge, --catalogue or both');
    const records = catalogue ? await readShippedCatalogue() : [];
    for (const file of files) records.push(...readKnowledgeLines(file, await readText(file)));
    const text = await readText(reports);

    process.stderr.write(`Indexing ${records.length} incidents.\n`);
    const built = buildKnowledge(records);
    const answers = answerAll(built.knowledge, readQuestions(reports, text), showProgress);
    await writeFile(out, answers.map((it) => `${JSON.stringify(it)}\n`).join(''));

    const expectations = readExpectations(reports, text);
    // Whoever reads the answers finds them by id, so that of several with one id the last one counts.
    const answerOf = new Map(answers.map((it) => [it.id, it]));
    const answered = answers.map(({ id }) => ({
      ...answerOf.get(id)!,
      expected: expectations.get(id) ?? [],
    }));
    printFigures(figuresOf(answered), built);
    if (plot) await writeFile(plot, reliabilityDiagram(basename(reports), reliabilityOf(answered)));
  });

function showProgress(done: number, total: number): void {
  if (done % 100 !== 0 && done !== total) return;
  process.stderr.write(`${done} of ${total} reports${done === total ? '\n' : '\r'}`);
}
