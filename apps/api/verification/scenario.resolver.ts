import { Inject } from '@nestjs/common';
import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Runtime } from '../../../libs/runtime/index.js';
import { findScenario, scenarios } from '../../../libs/simulation/index.js';
import { Requires } from '../identity/requires.js';
import { RUNTIME } from '../runtime.token.js';
import { Scenario, Sweep, SweepSeries } from './scenario.types.js';

@Resolver(() => Scenario)
export class ScenarioResolver {
  @Requires('reader')
  @Query(() => [Scenario], { description: 'Every simulation, by slug.' })
  scenarios(): Scenario[] {
    return scenarios as unknown as Scenario[];
  }

  @Requires('reader')
  @Query(() => Scenario, { nullable: true, description: 'One simulation.' })
  scenario(
    @Args('slug', { type: () => ID, description: 'Named in the records that it belongs to.' }) slug: string,
  ): Scenario | null {
    return (scenarios.find((it) => it.slug === slug) ?? null) as unknown as Scenario | null;
  }

  @ResolveField(() => [Sweep], { description: 'Figures that show the mechanism.' })
  sweeps(@Parent() { slug }: Scenario): Sweep[] {
    return findScenario(slug).sweeps.map(({ id, title, x, y }) => ({
      scenario: slug,
      id,
      title,
      x: { scale: 'linear', ...x },
      y: { scale: 'linear', ...y },
    }));
  }
}

@Resolver(() => Sweep)
export class SweepResolver {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @ResolveField(() => [SweepSeries], {
    description:
      'Its lines. Measured when somebody first asks, which can take seconds, and kept from then on.',
  })
  async series(@Parent() { scenario, id }: Sweep): Promise<SweepSeries[]> {
    const { series } = await this.runtime.sweeps.measured(scenario, id);
    return series.map(({ label, points }) => ({
      label,
      points: points.map(({ x, y, min, max }) => ({
        x,
        y: finite(y),
        min: finite(min),
        max: finite(max),
      })),
    }));
  }
}

/** A world in which nothing was measured gives no number. */
const finite = (figure: number): number | null => (Number.isFinite(figure) ? figure : null);
