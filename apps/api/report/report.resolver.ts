import { Inject } from '@nestjs/common';
import {
  Args,
  ArgsType,
  Context,
  Field,
  ID,
  Info,
  InputType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import {
  pageRequest,
  reportOrders,
  streamOrders,
  type ReportFilter,
  type ReportOrderField,
  type Runtime,
} from '../../../libs/runtime/index.js';
import type { RequestContext } from '../context.js';
import { describedEnum } from '../described-enum.js';
import { EventConnection, eventParts, type Event } from '../event/event.types.js';
import { presentEvent } from '../event/present-event.js';
import { filterOf } from '../filter.js';
import { HistoryEntry } from '../history.types.js';
import { Requires } from '../identity/requires.js';
import { Incident } from '../incident/incident.types.js';
import { presentIncident } from '../incident/present-incident.js';
import { loadersOf } from '../loaders.js';
import { connection } from '../relay/connection.js';
import { orderOf, orderType } from '../relay/order.types.js';
import { PageArgs, type Connection } from '../relay/page.types.js';
import { requestedFields, requestedOfNodes } from '../relay/requested-fields.js';
import { RUNTIME } from '../runtime.token.js';
import { presentReport } from './present-report.js';
import { reportParts, SymptomReportConnection } from './report.connection.js';
import { Channel, ReportStatus, SymptomReport, Verdict } from './report.types.js';

const ReportOrderFieldType = describedEnum<ReportOrderField>(
  'SymptomReportOrderField',
  'By what symptom reports are sorted.',
  { filedAt: 'When they were filed.', updatedAt: 'When they last changed.' },
);
const SymptomReportOrder = orderType('SymptomReportOrder', ReportOrderFieldType);

@InputType({ description: 'Conditions that all have to hold.' })
class SymptomReportFilter {
  @Field(() => ReportStatus, { nullable: true, description: 'Where it stands in its life.' })
  status?: never;
  @Field(() => [ReportStatus], { nullable: true, description: 'It stands at one of these in its life.' })
  statuses?: never[];
  @Field(() => Verdict, { nullable: true, description: 'What the matcher made of it.' })
  verdict?: never;
  @Field(() => Channel, { nullable: true, description: 'The way by which it came in.' })
  channel?: never;
  @Field(() => String, { nullable: true, description: 'The component at which it is observed.' })
  component?: string;
  @Field(() => ID, { nullable: true, description: 'The incident that an operator confirmed.' })
  confirmed?: string;
  @Field(() => ID, {
    nullable: true,
    description: 'The incident that it was recognised as, by an operator or the matcher.',
  })
  recognisedAs?: string;
  @Field(() => String, {
    nullable: true,
    description: 'Words anywhere in the observation, as one types them into a search box: `ping -dns`.',
  })
  text?: string;
  @Field(() => Date, { nullable: true, description: 'It was filed at this time or later.' })
  filedSince?: Date;
  @Field(() => Date, { nullable: true, description: 'It was filed before this time.' })
  filedUntil?: Date;
  @Field(() => Date, { nullable: true, description: 'It changed at this time or later.' })
  updatedSince?: Date;
}

@ArgsType()
class SymptomReportsArgs extends PageArgs {
  @Field(() => SymptomReportFilter, { nullable: true, description: 'Which reports.' })
  filter?: SymptomReportFilter | null;
  @Field(() => SymptomReportOrder, {
    nullable: true,
    description: 'In which order; newest first unless said.',
  })
  orderBy?: InstanceType<typeof SymptomReportOrder> | null;
}

const OLDEST_FIRST = { field: 'version', descending: false } as const;

@Resolver(() => SymptomReport)
export class SymptomReportResolver {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Requires('reader')
  @Query(() => SymptomReport, {
    nullable: true,
    description: 'One symptom report, now or as it was at a time.',
  })
  async symptomReport(
    @Args('id', { type: () => ID, description: 'The report.' }) id: string,
    @Args('asOf', { type: () => Date, nullable: true, description: 'Point in time; absent: now.' })
    asOf?: Date | null,
  ): Promise<SymptomReport | null> {
    const found = await this.runtime.reports.find(id, asOf ?? undefined);
    return found && presentReport(found);
  }

  @Requires('reader')
  @Query(() => SymptomReportConnection, {
    description: 'Symptom reports, newest first unless another order is asked for.',
  })
  async symptomReports(
    @Args() { filter, orderBy, ...page }: SymptomReportsArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<SymptomReport>> {
    const order = orderOf(orderBy, { field: 'filedAt', direction: 'descending' });
    const found = await this.runtime.readModels.reports(
      pageRequest(page, order, reportOrders),
      filterOf<ReportFilter>(filter),
      reportParts(requestedOfNodes(info)),
    );
    return connection(found, order.field, presentReport);
  }

  @ResolveField(() => EventConnection, { description: 'What happened to it, oldest first.' })
  async events(
    @Parent() { id }: SymptomReport,
    @Args() args: PageArgs,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Event>> {
    const page = pageRequest(args, OLDEST_FIRST, streamOrders);
    const options = { page, parts: eventParts(requestedOfNodes(info)) };
    const found = await loadersOf(context, this.runtime).eventsOfStream(`report-${id}`, options);
    return connection(found!, page.orderBy.field, presentEvent);
  }

  @ResolveField(() => Incident, { nullable: true, description: 'The incident that an operator confirmed.' })
  async confirmedIncident(
    @Parent() { confirmed }: SymptomReport,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Incident | undefined> {
    const [incident] = await this.#incidents(confirmed ? [confirmed] : [], context, info);
    return incident;
  }

  @ResolveField(() => [Incident], { description: 'The incidents that operators rejected.' })
  rejectedIncidents(
    @Parent() { rejected }: SymptomReport,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Incident[]> {
    return this.#incidents(rejected, context, info);
  }

  @ResolveField(() => [HistoryEntry], {
    description: 'Every change so far, oldest first.',
    deprecationReason: 'Use `events`, which comes in pages.',
  })
  history(@Parent() { id }: SymptomReport): Promise<HistoryEntry[]> {
    return this.runtime.reports.history(id);
  }

  async #incidents(slugs: readonly string[], context: RequestContext, info: GraphQLResolveInfo) {
    const { listedIncident } = loadersOf(context, this.runtime);
    const fields = [...requestedFields(info, 'record')];
    const found = await Promise.all(slugs.map((slug) => listedIncident(slug, fields)));
    return found.flatMap((it) => it ?? []).map(presentIncident);
  }
}
