import { Command } from 'commander';
import { findScenario, reportOf, type Arm } from '../../libs/simulation/index.js';
import { orUsageError } from './or-usage-error.js';
import { armOption, parameterOption, seedOption } from './verification/options.js';

interface Options {
  readonly seed: number;
  readonly arm: Arm;
  readonly parameter?: Readonly<Record<string, unknown>>;
  readonly report?: true;
}

export const simulateCommand = new Command('simulate')
  .description('plays one world of a scenario and prints, as JSON, what is observed in it')
  .argument('<slug>', 'the scenario')
  .option('--seed <number>', 'seed of the world', seedOption, 0)
  .option(
    '--arm <arm>',
    'what happens in it: healthy, fault, fix, wrong-fix or look-alike',
    armOption,
    'fault',
  )
  .option('--parameter <name=value>', 'a parameter of the world; may be repeated', parameterOption)
  .option('--report', 'print the report that an operator of that world would file')
  .action((slug: string, { seed, arm, parameter, report }: Options, command: Command) => {
    orUsageError(command, () => {
      const scenario = findScenario(slug);
      const run = scenario.run(arm, { seed, parameters: parameter });
      const { parameters, symptoms, exclusions, check } = run;
      const answer = report
        ? reportOf(scenario, run)
        : { scenario: slug, arm, seed, parameters, symptoms, exclusions, check };
      console.log(JSON.stringify(answer, null, 2));
    });
  });
