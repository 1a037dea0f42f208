import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { GraphQLSafeInt } from 'graphql-scalars';
import type { Change, Notice, Runtime } from '../../../libs/runtime/index.js';
import { Requires } from '../identity/requires.js';
import { presentIncident } from '../incident/present-incident.js';
import { Incident } from '../incident/incident.types.js';
import { presentReport } from '../report/present-report.js';
import { SymptomReport } from '../report/report.types.js';
import { RUNTIME } from '../runtime.token.js';
import {
  IncidentChanged,
  subjectArgument,
  SymptomReportMatched,
  UncategorisedQueueChanged,
} from './live.types.js';

const afterArgument = {
  type: () => GraphQLSafeInt,
  nullable: true,
  description: 'Go on after this sequence number; absent: begin with what comes from now on.',
};

/** What a subscription hands to its type. */
const told = ({ sequence, content }: Notice<Change>) => ({
  sequence,
  at: content.recordedAt,
  type: content.type,
  actor: content.actor,
  change: content.queue,
  id: content.id,
});
const options = (description: string) => ({ description, resolve: told });

@Resolver()
export class LiveResolver {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Requires('reader')
  @Subscription(() => SymptomReportMatched, options('Reports that get an answer, from whichever process.'))
  symptomReportMatched(
    @Args('reportId', subjectArgument('Only this report; absent: every one.')) reportId: string | null,
    @Args('after', afterArgument) after: number | null,
  ) {
    return this.changes(
      after,
      ({ type, id }) => type === 'SymptomReportMatched' && (!reportId || id === reportId),
    );
  }

  @Requires('reader')
  @Subscription(() => IncidentChanged, options('Changes of incidents.'))
  incidentChanged(
    @Args('slug', subjectArgument('Only this incident; absent: every one.')) slug: string | null,
    @Args('after', afterArgument) after: number | null,
  ) {
    return this.changes(after, ({ kind, id }) => kind === 'incident' && (!slug || id === slug));
  }

  @Requires('reader')
  @Subscription(
    () => UncategorisedQueueChanged,
    options('Reports that enter or leave the queue of uncategorised reports.'),
  )
  uncategorisedQueueChanged(@Args('after', afterArgument) after: number | null) {
    return this.changes(after, ({ queue }) => queue !== undefined);
  }

  private changes(after: number | null, wants: (change: Change) => boolean) {
    return this.runtime.live.changes({ after: after ?? undefined, wants });
  }
}

@Resolver(() => SymptomReportMatched)
export class SymptomReportMatchedResolver {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @ResolveField(() => SymptomReport)
  async symptomReport(@Parent() { id }: SymptomReportMatched): Promise<SymptomReport> {
    return presentReport(await this.runtime.reports.get(id));
  }
}

@Resolver(() => UncategorisedQueueChanged)
export class UncategorisedQueueChangedResolver {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @ResolveField(() => SymptomReport)
  async symptomReport(@Parent() { id }: UncategorisedQueueChanged): Promise<SymptomReport> {
    return presentReport(await this.runtime.reports.get(id));
  }
}

@Resolver(() => IncidentChanged)
export class IncidentChangedResolver {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @ResolveField(() => Incident)
  async incident(@Parent() { id }: IncidentChanged): Promise<Incident> {
    return presentIncident(await this.runtime.incidents.get(id));
  }
}
