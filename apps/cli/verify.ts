import { Command } from 'commander';
import {
  arms as everyArm,
  findScenario,
  playsOf,
  scenarios,
  SEEDS_DEFAULT,
  type Arm,
  type Scenario,
  type SeedRange,
} from '../../libs/simulation/index.js';
import { wholeNumber } from './numbers.js';
import { orUsageError } from './or-usage-error.js';
import { laboratoryOptions, type LaboratorySettings } from './verification/laboratory-options.js';
import { armsOption, parameterOption, seedOption, seedsOption } from './verification/options.js';
import { outputFolder } from './verification/output-folder.js';
import { printTrace } from './verification/print-trace.js';
import type { ProofOptions } from './verification/prove-scenarios.js';

interface Options extends LaboratorySettings, ProofOptions {
  readonly seeds?: SeedRange;
  readonly arm?: readonly Arm[];
  readonly seed?: number;
  readonly trace?: true;
  readonly parameter?: Readonly<Record<string, unknown>>;
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
    if (options.lab) {
      const { verifyInLaboratory } = await import('./verify-lab.js');
      return verifyInLaboratory(slugs, options, command);
    }
    const chosen = orUsageError(command, () =>
      slugs.length > 0 ? [...new Set(slugs)].map((slug) => findScenario(slug)) : scenarios,
    );
    const { seed, trace, parameter, arm: arms = everyArm } = options;
    if (seed !== undefined && options.seeds) command.error('error: give --seed or --seeds, not both');
    if (trace && seed === undefined) command.error('error: --trace needs --seed');
    if (parameter && !trace) command.error('error: --parameter is for --trace: a proof draws its own worlds');
    if (options.record && options.arm) command.error('error: --record plays all arms: leave --arm out');
    if (options.threads === 0) command.error('error: --threads must be at least 1');
    if (trace) return orUsageError(command, () => traceAll(chosen, arms, seed!, parameter));
    // Loaded here, so that a wrong call is answered without them.
    const { proveScenarios, showStatus } = await import('./verification/prove-scenarios.js');
    if (options.status) return showStatus(chosen);
    const seeds = seed === undefined ? (options.seeds ?? SEEDS_DEFAULT) : { from: seed, to: seed };
    if (!(await proveScenarios(chosen, { seeds, arms }, options))) process.exitCode = 1;
  });
for (const option of laboratoryOptions) verifyCommand.addOption(option);

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
