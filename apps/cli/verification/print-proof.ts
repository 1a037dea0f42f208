import { writeSeeds, type Scenario, type Spread } from '../../../libs/simulation/index.js';
import type { Verification, VerificationPlay } from '../../../libs/incident/index.js';
import { duration } from '../duration.js';
import { tableOf } from './table.js';

/** A proof as a table of its arms, and below it what does not hold and how to see it. */
export function printProof(
  { title }: Scenario,
  proof: Omit<Verification, 'durationMs'>,
  { withFigures }: { withFigures: boolean },
): void {
  const { scenario, scenarioVersion, seeds, plays, declaration } = proof;
  console.log(`${scenario} (version ${scenarioVersion}, seeds ${writeSeeds(seeds)}): ${title}`);
  const count = seeds.to - seeds.from + 1;
  const table = tableOf('arm', 'remedy', 'holds on', 'symptoms seen', 'events');
  for (const { arm, remedy = '', seedsFailed, probes, simulatedEvents } of plays) {
    const symptoms = probes.filter(({ kind }) => kind === 'symptom');
    const seen = symptoms.filter((it) => it.seeds > 0);
    table.push([
      arm,
      remedy,
      `${count - seedsFailed} of ${count}`,
      `${seen.length} of ${symptoms.length}`,
      simulatedEvents.toLocaleString('en'),
    ]);
  }
  console.log(table.toString());
  if (withFigures) printFigures(plays);
  for (const { message } of declaration) console.log(`  Refuted: ${message}`);
  for (const play of plays) printFailure(scenario, play);
}

function printFailure(scenario: string, { arm, remedy, seedsFailed, firstFailure }: VerificationPlay): void {
  if (!firstFailure) return;
  const { seed, failures } = firstFailure;
  const name = remedy === undefined ? arm : `${arm} ${remedy}`;
  for (const { message } of failures) console.log(`  Refuted: ${name}, seed ${seed}: ${message}`);
  console.log(`    On ${seedsFailed} seeds; see: verify ${scenario} --arm ${arm} --seed ${seed} --trace`);
}

/** What each probe saw: how often, and how long after it counts; least, median and most over the seeds. */
function printFigures(plays: readonly VerificationPlay[]): void {
  const table = tableOf('arm', 'remedy', 'observed', 'seeds', 'times', 'first after', 'last after');
  for (const { arm, remedy = '', probes } of plays) {
    for (const { probe, seeds, count, firstMs, lastMs } of probes) {
      if (!count || !firstMs || !lastMs) continue;
      table.push([
        arm,
        remedy,
        probe,
        seeds,
        spread(count, String),
        spread(firstMs, duration),
        spread(lastMs, duration),
      ]);
    }
  }
  console.log(table.toString());
}

const spread = ({ min, median, max }: Spread, write: (figure: number) => string) =>
  min === max ? write(min) : [min, median, max].map(write).join(' / ');
