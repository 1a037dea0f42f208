import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { claimOf } from '../../libs/incident/index.js';
import {
  openSimulationThreads,
  readShippedCatalogue,
  type SimulationThreads,
} from '../../libs/runtime/index.js';
import {
  arms as everyArm,
  findScenario,
  playsOf,
  scenarios,
  SEEDS_DEFAULT,
  type Arm,
  type ProofPlan,
  type Proof,
  type Scenario,
  type SeedRange,
} from '../../libs/simulation/index.js';
import { duration } from './duration.js';
import { interruptible } from './interrupted.js';
import { wholeNumber } from './numbers.js';
import {
  armsOption,
  orUsageError,
  parameterOption,
  seedOption,
  seedsOption,
} from './verification/options.js';
import { writeCaptures } from './verification/captures.js';
import { outputFolder } from './verification/output-folder.js';
import { printProof } from './verification/print-proof.js';
import { printTrace } from './verification/print-trace.js';
import { progressOf } from './verification/progress.js';
import { proveAndRecord, showStatus } from './verification/recorded.js';
import { laboratoryOptions, verifyInLaboratory, type LaboratorySettings } from './verify-lab.js';

interface Options extends LaboratorySettings {
  readonly seeds?: SeedRange;
  readonly arm?: readonly Arm[];
  readonly seed?: number;
  readonly trace?: true;
  readonly parameter?: Readonly<Record<string, unknown>>;
  readonly figures?: true;
  readonly threads?: number;
  readonly plot?: string;
  readonly pcap?: string;
  readonly record?: true;
  readonly status?: true;
  readonly lab?: true;
}

export const verifyCommand = new Command('verify')
  .description('proves by simulation that incidents come about, and end, as their records say')
  .argument('[slug...]', 'scenarios; all of them unless some are named')
  .option('--seeds <range>', 'seeds of the worlds, such as 0..99', seedsOption)
  .option('--arm <arm>', `only this arm, one of ${everyArm.join(', ')}; may be repeated`, armsOption)
  .option('--figures', 'also print what each probe saw')
  .option('--threads <count>', 'how many threads; as many as there are cores', wholeNumber)
  .option('--seed <number>', 'one seed', seedOption)
  .option('--trace', 'print all that happens in the worlds of that one seed')
  .option('--parameter <name=value>', 'a parameter of these worlds; may be repeated', parameterOption)
  .option('--plot <folder>', "write the scenarios' sweeps there, as SVG", outputFolder)
  .option('--pcap <folder>', 'write there what the ports of the first seed saw, in each arm', outputFolder)
  .option('--record', 'prove the incidents of the running Talekeeper, and record what comes of it')
  .option('--status', 'print what was recorded before, and prove nothing')
  .action(async (slugs: string[], options: Options, command: Command) => {
    if (options.lab) return verifyInLaboratory(slugs, options, command);
    const chosen = orUsageError(command, () =>
      slugs.length > 0 ? [...new Set(slugs)].map((slug) => findScenario(slug)) : scenarios,
    );
    const { seed, trace, parameter, figures, arm: arms = everyArm } = options;
    if (seed !== undefined && options.seeds) command.error('error: give --seed or --seeds, not both');
    if (trace && seed === undefined) command.error('error: --trace needs --seed');
    if (parameter && !trace) command.error('error: --parameter is for --trace: a proof draws its own worlds');
    if (options.record && options.arm) command.error('error: --record plays all arms: leave --arm out');
    if (options.threads === 0) command.error('error: --threads must be at least 1');
    if (trace) return orUsageError(command, () => traceAll(chosen, arms, seed!, parameter));
    if (options.status) return showStatus(chosen);
    const plan = { seeds: seedsOf(options), arms };
    const threads = openSimulationThreads({ count: options.threads });
    const unlessInterrupted = interruptible();
    try {
      const withFigures = figures === true;
      const proof = options.record
        ? proveAndRecord(chosen, plan, threads, withFigures)
        : proveShipped(chosen, plan, threads, withFigures);
      const holds = await unlessInterrupted(proof);
      if (options.pcap) await writeAllCaptures(options.pcap, chosen, plan);
      if (options.plot) await unlessInterrupted(writePlots(options.plot, chosen, threads));
      if (!holds) process.exitCode = 1;
    } finally {
      await threads.close();
    }
  });
for (const option of laboratoryOptions) verifyCommand.addOption(option);

const seedsOf = ({ seed, seeds = SEEDS_DEFAULT }: Options): SeedRange =>
  seed === undefined ? seeds : { from: seed, to: seed };

function traceAll(
  chosen: readonly Scenario[],
  arms: readonly Arm[],
  seed: number,
  parameters?: Readonly<Record<string, unknown>>,
): void {
  for (const scenario of chosen)
    for (const { arm, remedy } of playsOf(scenario, arms))
      printTrace(scenario.slug, scenario.run(arm, { seed, remedy, parameters }));
}

/** Proves the shipped records one after the other, each on all threads, and says whether all of them hold. */
async function proveShipped(
  chosen: readonly Scenario[],
  plan: ProofPlan,
  threads: SimulationThreads,
  withFigures: boolean,
): Promise<boolean> {
  const records = await readShippedCatalogue();
  const startedAt = performance.now();
  const proofs: Proof[] = [];
  for (const scenario of chosen) {
    const record = records.find((it) => it.scenario === scenario.slug);
    if (!record) throw new Error(`No shipped incident names the scenario ${scenario.slug}.`);
    const options = { onProgress: progressOf(scenario.slug) };
    const proof = await threads.prove(scenario, claimOf(record), plan, options);
    printProof(scenario, proof, { withFigures });
    proofs.push(proof);
  }
  const proven = proofs.filter(({ holds }) => holds).length;
  const events = proofs.reduce((sum, it) => sum + it.simulatedEvents, 0);
  const took = duration(performance.now() - startedAt);
  console.log(
    `${proven} of ${proofs.length} proven in ${took}: ${events.toLocaleString('en')} simulated events.`,
  );
  return proven === proofs.length;
}

async function writeAllCaptures(folder: string, chosen: readonly Scenario[], { seeds, arms }: ProofPlan) {
  for (const scenario of chosen)
    for (const path of await writeCaptures(folder, scenario, arms, seeds.from)) console.log(path);
}

async function writePlots(folder: string, chosen: readonly Scenario[], threads: SimulationThreads) {
  // Loaded here, so that no other command waits for it.
  const { plotSweep } = await import('./verification/plot-sweep.js');
  for (const scenario of chosen) {
    for (const sweep of scenario.sweeps) {
      const options = { onProgress: progressOf(`${scenario.slug} ${sweep.id}`) };
      const path = join(folder, `${scenario.slug}.${sweep.id}.svg`);
      await writeFile(path, plotSweep(await threads.measure(scenario, sweep, options)));
      console.log(path);
    }
  }
}
