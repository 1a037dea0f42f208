import type { Command } from 'commander';
import type { LaboratoryOptions } from '../../libs/laboratory/index.js';
import { watchImagesDisappear } from '../../libs/laboratory/posix/index.js';
import { measureTokenLookup } from '../../libs/laboratory/postgres/index.js';
import { describeFailure, Rejection } from '../../libs/kernel/index.js';
import { connectDatabase, readEnvironment } from '../../libs/runtime/index.js';
import { untilInterrupted } from './interrupted.js';
import type { LaboratorySettings } from './verification/laboratory-options.js';
import { printDisappearance, printTokenLookup } from './verification/print-laboratory.js';
import { progressOf } from './verification/progress.js';

const onProgress: LaboratoryOptions['onProgress'] = ({ step, done, total }) => progressOf(step)(done, total);

type Laboratory = (settings: LaboratorySettings, options: LaboratoryOptions) => Promise<boolean>;

/** By slug. A laboratory prints what it measured, and says whether it went as the tale says. */
const laboratories = new Map<string, Laboratory>([
  [
    'disappearing-images',
    async ({ folder, nodes }, options) =>
      printDisappearance(await watchImagesDisappear({ folder, nodes, ...options })),
  ],
  [
    'havana-haunted-by-the-dead',
    async ({ instances, metadataRows }, options) => {
      const database = await connectDatabase(readEnvironment(process.env));
      try {
        const { url } = database;
        return printTokenLookup(await measureTokenLookup({ url, instances, metadataRows, ...options }));
      } finally {
        await database.release();
      }
    },
  ],
]);

/** Runs the laboratories of these tales, or all; exit code 1 when something did not go as its tale says. */
export async function verifyInLaboratory(
  slugs: readonly string[],
  settings: LaboratorySettings,
  command: Command,
): Promise<void> {
  const chosen = slugs.length > 0 ? [...new Set(slugs)] : [...laboratories.keys()];
  const unknown = chosen.find((slug) => !laboratories.has(slug));
  if (unknown !== undefined) {
    const known = [...laboratories.keys()].join(', ');
    command.error(`error: there is no laboratory for \`${unknown.slice(0, 100)}\`, but for ${known}`);
  }
  for (const slug of chosen) {
    console.log(`${slug}\n`);
    const run = laboratories.get(slug)!;
    const work = untilInterrupted((signal) => run(settings, { onProgress, signal }));
    if (!(await orUsageError(command, work))) process.exitCode = 1;
  }
}

/** What cannot be asked for is a fault of the call; a machine that lacks something is not. */
async function orUsageError<Result>(command: Command, work: Promise<Result>): Promise<Result> {
  return work.catch((error: unknown) => {
    const isUsage = error instanceof Rejection && error.code === 'LABORATORY_OPTION_INVALID';
    if (isUsage) command.error(`error: ${describeFailure(error)}`);
    throw error;
  });
}
