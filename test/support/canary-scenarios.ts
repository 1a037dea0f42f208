import { example, exampleDefinition } from '../../libs/simulation/example-scenario.js';
import { defineScenario, type Scenario } from '../../libs/simulation/index.js';

/** A world whose fault needs more and more memory, on one seed of all. */
const hungry = defineScenario({
  ...exampleDefinition,
  slug: 'hungry',
  fault: {
    ...exampleDefinition.fault,
    apply(world) {
      if (world.simulation.seed === 2)
        for (const eaten: object[] = []; ;) eaten.push({ another: eaten.length });
      exampleDefinition.fault.apply(world);
    },
  },
});

/** A catalogue for tests of what plays scenarios, loaded by its threads. */
export const scenarios: readonly Scenario[] = [example, hungry];
