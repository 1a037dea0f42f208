// Measures how good the answers to the development sets are, beside two other engines in the same run:
//   npm run bench:matching -- [--data ../shared/bench] [--check | --update]
// Without the data there is nothing to measure: it says so and ends with exit code 0, or 1 where CI=true. The exit code
// is also 1 when a figure is more than a point worse than the committed one (matching/committed.json), which --update
// rewrites, or when the weights that ship are not what is learned from the data. With --check the other engines, which take
// most of the time, are left out.
// The time of a lookup is measured in passing; bench:matching-speed does it with care.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Table from 'cli-table3';
import { readDevelopmentSets } from '../../apps/cli/evaluation/development-sets.js';
import { asSource } from '../../apps/cli/learn.js';
import { projectRoot } from '../../libs/database/index.js';
import type { Figures } from '../../libs/matching/index.js';
import { benchmark } from './command.js';
import { lossesOf, readCommitted, writeCommitted } from './matching/committed.js';
import type { EngineName } from './matching/engines.js';
import { measurePeer, measureQuality } from './matching/quality.js';
import { isThere } from './matching/sets.js';

const PEERS: readonly EngineName[] = ['exhaustive BM25', 'MiniSearch'];

const WEIGHTS = 'libs/matching/learning/weights.ts';

const options = benchmark('bench:matching')
  .option('--data <folder>', 'benchmark data', join(projectRoot, '..', 'shared', 'bench'))
  .option('--check', 'leave out the other engines, which take most of the time')
  .option('--update', 'write the figures to those that are committed')
  .parse()
  .opts<{ data: string; check?: true; update?: true }>();

if (isThere(options.data)) await bench();
else {
  console.log(`There is no benchmark data in ${options.data}; name its folder with --data.`);
  process.exitCode = process.env['CI'] === 'true' ? 1 : 0;
}

async function bench(): Promise<void> {
  const sets = await readDevelopmentSets(options.data);
  console.error('Answering the reports, with the weights that ship and with weights that did not see them.');
  const { ours, lesson } = measureQuality(sets);
  const peers = (options.check ? [] : PEERS).map((name) => {
    console.error(`Answering them with ${name}.`);
    return { name, figures: measurePeer(name, sets) };
  });

  const table = new Table({
    style: { head: [], border: [] },
    head: [
      '',
      'R@1',
      'R@10',
      'MRR',
      'AUROC',
      'calibration\nerror',
      'coverage at\n95 % right',
      'p50 / p99 ms',
    ],
  });
  ours.forEach(({ set, shipped, unseen }, at) => {
    const reports = `${shipped.reports} reports, ${shipped.known} of them explained`;
    table.push([{ colSpan: 8, content: `${set}: ${reports}` }]);
    table.push(['talekeeper, reports unseen (5 folds)', ...cells(unseen)]);
    table.push(['talekeeper as it ships, fitted to them', ...cells(shipped)]);
    for (const { name, figures } of peers) table.push([name, ...cells(figures[at]!)]);
  });
  console.log(table.toString());

  if (options.update) return writeCommitted(ours);
  const losses = lossesOf(ours, readCommitted());
  for (const loss of losses) console.log(loss);
  if (losses.length === 0) console.log('No figure is more than a point worse than the committed one.');
  const isLearned = (await readFile(join(projectRoot, WEIGHTS), 'utf8')) === asSource(lesson);
  console.log(`${WEIGHTS} is ${isLearned ? '' : 'not '}what is learned from this data.`);
  process.exitCode = losses.length === 0 && isLearned ? 0 : 1;
}

function cells(it: Figures): string[] {
  const quality = [it.recallAt1, it.recallAt10, it.meanReciprocalRank, it.auroc, it.calibrationError];
  const shares = [...quality, it.coverageAt95Precision].map((share) => share?.toFixed(3) ?? '-');
  const time = it.p50Ms ? `${it.p50Ms.toFixed(1)} / ${it.p99Ms?.toFixed(1)}` : '-';
  return [...shares, time];
}
