import { Inject } from '@nestjs/common';
import {
  Args,
  ArgsType,
  Context,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { explain } from '../../../libs/matching/index.js';
import type { Match as MatchData } from '../../../libs/report/index.js';
import { pageRequest, type ReportSnapshot, type Runtime } from '../../../libs/runtime/index.js';
import { callerOf, type RequestContext } from '../context.js';
import { HistoryEntry } from '../history.types.js';
import { connection, PageArgs, PageInfo } from '../page.types.js';
import { Requires } from '../identity/requires.js';
import { RUNTIME } from '../runtime.token.js';
import { withoutNulls } from '../without-nulls.js';
import {
  Channel,
  LookupSymptomsInput,
  Match,
  MatchOutcome,
  ReportStatus,
  SymptomReport,
  SymptomReportInput,
  Verdict,
} from './report.types.js';
import { requireWait, WAIT_MAX_MS } from './wait.js';

@ObjectType({ description: 'A symptom report and its place in a list.' })
class SymptomReportEdge {
  @Field({ description: 'Place in the list.' })
  cursor!: string;
  @Field(() => SymptomReport, { description: 'The report.' })
  node!: SymptomReport;
}

@ObjectType({ description: 'A page of symptom reports.' })
class SymptomReportConnection {
  @Field(() => [SymptomReportEdge], { description: 'The reports with their cursors.' })
  edges!: SymptomReportEdge[];
  @Field(() => [SymptomReport], { description: 'The reports alone.' })
  nodes!: SymptomReport[];
  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;
  @Field({ description: 'How many reports pass the filter.' })
  totalCount!: number;
}

@InputType({ description: 'Conditions that all have to hold.' })
class SymptomReportFilter {
  @Field(() => ReportStatus, { nullable: true, description: 'Where it stands in its life.' })
  status?: never;
  @Field(() => Verdict, { nullable: true, description: 'What the matcher made of it.' })
  verdict?: never;
  @Field(() => Channel, { nullable: true, description: 'The way by which it came in.' })
  channel?: never;
  @Field(() => ID, { nullable: true, description: 'The incident that an operator confirmed.' })
  confirmed?: string;
}

@ArgsType()
class SymptomReportsArgs extends PageArgs {
  @Field(() => SymptomReportFilter, { nullable: true, description: 'Which reports.' })
  filter?: SymptomReportFilter | null;
}

@ObjectType({ description: 'The symptom report after a change.' })
class SymptomReportPayload {
  @Field(() => SymptomReport, { description: 'The report as it is now.' })
  symptomReport!: SymptomReport;
}

const isPlace = (key: string) => /^\d{1,15}$/.test(key);
const idArgument = { type: () => ID, description: 'The report.' };
const slugArgument = { type: () => ID, description: 'The incident.' };
const reasonArgument = { type: () => String, nullable: true, description: 'Why; kept in the history.' };

@Resolver(() => SymptomReport)
export class SymptomReportResolver {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Requires('reader')
  @Query(() => SymptomReport, {
    nullable: true,
    description: 'One symptom report, now or as it was at a time.',
  })
  async symptomReport(
    @Args('id', idArgument) id: string,
    @Args('asOf', { type: () => Date, nullable: true, description: 'Point in time; absent: now.' })
    asOf?: Date | null,
  ): Promise<SymptomReport | null> {
    const found = await this.runtime.reports.find(id, asOf ?? undefined);
    return found && presentReport(found);
  }

  @Requires('reader')
  @Query(() => SymptomReportConnection, { description: 'Symptom reports, newest first.' })
  async symptomReports(@Args() { filter, ...page }: SymptomReportsArgs): Promise<SymptomReportConnection> {
    return connection(
      await this.runtime.readModels.reports(pageRequest(page, isPlace), withoutNulls(filter)),
      presentReport,
    );
  }

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

  @ResolveField(() => [HistoryEntry], { description: 'Every change so far, oldest first.' })
  history(@Parent() { id }: SymptomReport): Promise<HistoryEntry[]> {
    return this.runtime.reports.history(id);
  }

  @Requires('reporter')
  @Mutation(() => SymptomReportPayload, {
    description: 'Files a report; a background job matches it at once.',
  })
  async fileSymptomReport(
    @Args('input', { description: 'What is observed.' }) input: SymptomReportInput,
    @Args('waitMs', {
      type: () => Int,
      defaultValue: 0,
      description: `Milliseconds to wait for the answer, at most ${WAIT_MAX_MS}; when they are over, \`outcome\` is null.`,
    })
    waitMs: number,
    @Context() context: RequestContext,
  ): Promise<SymptomReportPayload> {
    requireWait(waitMs);
    const filed = await this.runtime.reports.file({ ...withoutNulls(input) }, callerOf(context));
    const isAnswered = filed.outcome !== null || waitMs === 0;
    return {
      symptomReport: presentReport(isAnswered ? filed : await this.runtime.outcomes.wait(filed.id, waitMs)),
    };
  }

  @Requires('operator')
  @Mutation(() => SymptomReportPayload, { description: 'Says that this is the incident.' })
  confirmMatch(
    @Args('reportId', idArgument) id: string,
    @Args('slug', slugArgument) slug: string,
    @Args('reason', reasonArgument) reason: string | null,
    @Context() context: RequestContext,
  ): Promise<SymptomReportPayload> {
    return payload(this.runtime.reports.confirm(id, slug, reason ?? undefined, callerOf(context)));
  }

  @Requires('operator')
  @Mutation(() => SymptomReportPayload, {
    description: 'Says that this is not the incident; the pair does not come back by itself.',
  })
  rejectMatch(
    @Args('reportId', idArgument) id: string,
    @Args('slug', slugArgument) slug: string,
    @Args('reason', reasonArgument) reason: string | null,
    @Context() context: RequestContext,
  ): Promise<SymptomReportPayload> {
    return payload(this.runtime.reports.reject(id, slug, reason ?? undefined, callerOf(context)));
  }

  @Requires('operator')
  @Mutation(() => SymptomReportPayload, {
    description: 'Says that nothing more is to be done about a report.',
  })
  closeSymptomReport(
    @Args('reportId', idArgument) id: string,
    @Args('reason', { type: () => String, description: 'What became of it.' }) reason: string,
    @Context() context: RequestContext,
  ): Promise<SymptomReportPayload> {
    return payload(this.runtime.reports.close(id, reason, callerOf(context)));
  }
}

/** The evidence of a match in sentences, for those who only want to show it. */
@Resolver(() => Match)
export class MatchResolver {
  @ResolveField(() => [String], { description: 'The evidence, then the contradictions, one sentence each.' })
  explanation(@Parent() match: Match): string[] {
    return explain(match as unknown as MatchData);
  }
}

const payload = async (changed: Promise<ReportSnapshot>) => ({ symptomReport: presentReport(await changed) });

/** A report as GraphQL shows it. */
export function presentReport({ filed, ...report }: Omit<ReportSnapshot, 'version'>): SymptomReport {
  const { observation, channel, reportedBy } = filed;
  return { ...report, ...observation, channel, reportedBy } as unknown as SymptomReport;
}
