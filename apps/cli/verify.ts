import { Command } from 'commander';
import { claimOf } from '../../libs/incident/index.js';
import { openProofThreads, readShippedCatalogue } from '../../libs/runtime/index.js';
import {
  arms as everyArm,
  findScenario,
  playsOf,
  scenarios,
  SEEDS_DEFAULT,
  type Arm,
  type ProofPlan,
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
import { printProof } from './verification/print-proof.js';
import { printTrace } from './verification/print-trace.js';

interface Options {
  readonly seeds?: SeedRange;
  readonly arm?: readonly Arm[];
  readonly seed?: number;
  readonly trace?: true;
  readonly parameter?: Readonly<Record<string, unknown>>;
  readonly figures?: true;
  readonly threads?: number;
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
  .action(async (slugs: string[], options: Options, command: Command) => {
    const chosen = orUsageError(command, () =>
      slugs.length > 0 ? [...new Set(slugs)].map((slug) => findScenario(slug)) : scenarios,
    );
    const { seed, trace, parameter, figures, threads, arm: arms = everyArm } = options;
    if (seed !== undefined && options.seeds) command.error('error: give --seed or --seeds, not both');
    if (trace && seed === undefined) command.error('error: --trace needs --seed');
    if (parameter && !trace) command.error('error: --parameter is for --trace: a proof draws its own worlds');
    if (threads === 0) command.error('error: --threads must be at least 1');
    if (trace) return orUsageError(command, () => traceAll(chosen, arms, seed!, parameter));
    const seeds = seed === undefined ? (options.seeds ?? SEEDS_DEFAULT) : { from: seed, to: seed };
    const holds = await proveAll(chosen, { seeds, arms }, { withFigures: figures === true, threads });
    if (!holds) process.exitCode = 1;
  });

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

/** Proves one after the other, each on all threads, and says whether all of them hold. */
async function proveAll(
  chosen: readonly Scenario[],
  plan: ProofPlan,
  { withFigures, threads: count }: { withFigures: boolean; threads: number | undefined },
): Promise<boolean> {
  const records = await readShippedCatalogue();
  const unlessInterrupted = interruptible();
  const threads = openProofThreads({ count });
  const startedAt = performance.now();
  const proofs = [];
  try {
    for (const scenario of chosen) {
      const record = records.find((it) => it.scenario === scenario.slug);
      if (!record) throw new Error(`No shipped incident names the scenario ${scenario.slug}.`);
      const onProgress = progressOf(scenario.slug);
      const proof = await unlessInterrupted(threads.prove(scenario, claimOf(record), plan, { onProgress }));
      printProof(scenario, proof, { withFigures });
      proofs.push(proof);
    }
  } finally {
    await threads.close();
  }
  const proven = proofs.filter(({ holds }) => holds).length;
  const events = proofs.reduce((sum, it) => sum + it.simulatedEvents, 0);
  const tookMs = performance.now() - startedAt;
  console.log(
    `${proven} of ${proofs.length} proven in ${duration(tookMs)}: ${events.toLocaleString('en')} simulated events.`,
  );
  return proven === proofs.length;
}

/** Tells a terminal how far a proof has come. */
const progressOf = (slug: string) => (done: number, total: number) => {
  if (!process.stderr.isTTY) return;
  process.stderr.write(done === total ? '\r\x1b[K' : `\r${slug}: ${done} of ${total} trials\x1b[K`);
};
