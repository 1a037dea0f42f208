import { Inject } from '@nestjs/common';
import { Args, Context, Info, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { explain, explainNextStep } from '../../../libs/matching/index.js';
import type { Match as MatchData, NextStep } from '../../../libs/report/index.js';
import type { Runtime } from '../../../libs/runtime/index.js';
import type { RequestContext } from '../context.js';
import { Requires } from '../identity/requires.js';
import { Incident } from '../incident/incident.types.js';
import { presentIncident } from '../incident/present-incident.js';
import { loadersOf } from '../loaders.js';
import { requestedFields } from '../relay/requested-fields.js';
import { RUNTIME } from '../runtime.token.js';
import { withoutNulls } from '../without-nulls.js';
import { LookupSymptomsInput, Match, MatchOutcome } from './report.types.js';

/** What the matcher answers: of itself, and in sentences for those who only want to show it. */
@Resolver(() => MatchOutcome)
export class MatchOutcomeResolver {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Requires('reporter')
  @Query(() => MatchOutcome, {
    description: 'What the observation is matched with now. Answers at once and stores nothing.',
  })
  lookupSymptoms(
    @Args('input', { description: 'What is observed.' }) input: LookupSymptomsInput,
  ): Promise<MatchOutcome> {
    const { first, ...observation } = withoutNulls(input);
    return this.runtime.lookUp(observation, { first }) as Promise<unknown> as Promise<MatchOutcome>;
  }

  @ResolveField(() => String, { nullable: true, description: '`nextStep` as a sentence.' })
  nextStepExplanation(@Parent() { nextStep }: MatchOutcome): string | null {
    return nextStep ? explainNextStep(nextStep as NextStep) : null;
  }
}

@Resolver(() => Match)
export class MatchResolver {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @ResolveField(() => [String], { description: 'The evidence, then the contradictions, one sentence each.' })
  explanation(@Parent() match: Match): string[] {
    return explain(match as unknown as MatchData);
  }

  @ResolveField(() => Incident, { nullable: true, description: 'The incident as it is now.' })
  async incident(
    @Parent() { slug }: Match,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Incident | undefined> {
    const fields = [...requestedFields(info, 'record')];
    const found = await loadersOf(context, this.runtime).listedIncident(slug, fields);
    return found && presentIncident(found);
  }
}
