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
  incidentOrders,
  pageRequest,
  reportOrders,
  streamOrders,
  type IncidentFilter as Filter,
  type IncidentOrderField,
  type Runtime,
} from '../../../libs/runtime/index.js';
import type { RequestContext } from '../context.js';
import { describedEnum } from '../described-enum.js';
import { EventConnection, eventParts, type Event } from '../event/event.types.js';
import { presentEvent } from '../event/present-event.js';
import { filterOf } from '../filter.js';
import { HistoryEntry } from '../history.types.js';
import { Requires } from '../identity/requires.js';
import { loadersOf } from '../loaders.js';
import { connection } from '../relay/connection.js';
import { orderOf, orderType } from '../relay/order.types.js';
import { connectionType, PageArgs, type Connection } from '../relay/page.types.js';
import { requestedFields, requestedOfNodes } from '../relay/requested-fields.js';
import { reportParts, SymptomReportConnection } from '../report/report.connection.js';
import { presentReport } from '../report/present-report.js';
import type { SymptomReport } from '../report/report.types.js';
import { RUNTIME } from '../runtime.token.js';
import { VerificationStatus } from '../verification/verification.types.js';
import { Incident, IncidentStatus, Resolution, RootCauseCategory } from './incident.types.js';
import { presentIncident } from './present-incident.js';

const IncidentConnection = connectionType(Incident, 'Incident', ['The incident', 'incidents']);

const IncidentOrderFieldType = describedEnum<IncidentOrderField>(
  'IncidentOrderField',
  'By what incidents are sorted.',
  {
    slug: 'Their names.',
    title: 'Their titles.',
    submittedAt: 'When they were submitted.',
    updatedAt: 'When they last changed.',
  },
);
const IncidentOrder = orderType('IncidentOrder', IncidentOrderFieldType);

@InputType({ description: 'Conditions that all have to hold.' })
class IncidentFilter {
  @Field(() => IncidentStatus, { nullable: true, description: 'Where it stands in its life.' })
  status?: never;
  @Field(() => [IncidentStatus], { nullable: true, description: 'It stands at one of these in its life.' })
  statuses?: never[];
  @Field(() => Resolution, { nullable: true, description: 'Whether the cause is gone.' })
  resolution?: never;
  @Field(() => RootCauseCategory, { nullable: true, description: 'What kind of cause it has.' })
  category?: never;
  @Field(() => [VerificationStatus], {
    nullable: true,
    description: 'The proof of its record by simulation stands at one of these.',
  })
  verificationStatuses?: never[];
  @Field(() => String, { nullable: true, description: 'A component that it names.' })
  component?: string;
  @Field(() => String, { nullable: true, description: 'A release on which it was seen.' })
  release?: string;
  @Field(() => String, { nullable: true, description: 'Part of its title, in upper or lower case.' })
  titleContains?: string;
  @Field(() => String, {
    nullable: true,
    description:
      'Words anywhere in the record, as one types them into a search box: `bond -vlan "bpdu guard"`.',
  })
  text?: string;
  @Field(() => Date, { nullable: true, description: 'It was submitted at this time or later.' })
  submittedSince?: Date;
  @Field(() => Date, { nullable: true, description: 'It changed at this time or later.' })
  updatedSince?: Date;
}

@ArgsType()
class IncidentsArgs extends PageArgs {
  @Field(() => IncidentFilter, { nullable: true, description: 'Which incidents.' })
  filter?: IncidentFilter | null;
  @Field(() => IncidentOrder, { nullable: true, description: 'In which order; by slug unless said.' })
  orderBy?: InstanceType<typeof IncidentOrder> | null;
}

const NEWEST_FIRST = { field: 'filedAt', descending: true } as const;
const OLDEST_FIRST = { field: 'version', descending: false } as const;

@Resolver(() => Incident)
export class IncidentResolver {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Requires('reader')
  @Query(() => Incident, { nullable: true, description: 'One incident, now or as it was at a time.' })
  async incident(
    @Args('slug', { type: () => ID, description: 'Name of the incident.' }) slug: string,
    @Args('asOf', { type: () => Date, nullable: true, description: 'Point in time; absent: now.' })
    asOf?: Date | null,
  ): Promise<Incident | null> {
    const found = await this.runtime.incidents.find(slug, asOf ?? undefined);
    return found && presentIncident(found);
  }

  @Requires('reader')
  @Query(() => IncidentConnection, {
    description: 'Incidents, sorted by slug unless another order is asked for.',
  })
  async incidents(
    @Args() { filter, orderBy, ...page }: IncidentsArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Incident>> {
    const order = orderOf(orderBy, { field: 'slug', direction: 'ascending' });
    const found = await this.runtime.readModels.incidents(
      pageRequest(page, order, incidentOrders),
      filterOf<Filter>(filter),
      [...requestedOfNodes(info, 'record')],
    );
    return connection(found, order.field, presentIncident);
  }

  @ResolveField(() => SymptomReportConnection, {
    description: 'Reports that were recognised as it, by an operator or the matcher, newest first.',
  })
  async reports(
    @Parent() { slug }: Incident,
    @Args() args: PageArgs,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<SymptomReport>> {
    const page = pageRequest(args, NEWEST_FIRST, reportOrders);
    const options = { page, parts: reportParts(requestedOfNodes(info)) };
    const found = await loadersOf(context, this.runtime).recognisedReports(slug, options);
    return connection(found!, page.orderBy.field, presentReport);
  }

  @ResolveField(() => EventConnection, { description: 'What happened to it, oldest first.' })
  async events(
    @Parent() { slug }: Incident,
    @Args() args: PageArgs,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Event>> {
    const page = pageRequest(args, OLDEST_FIRST, streamOrders);
    const options = { page, parts: eventParts(requestedOfNodes(info)) };
    const found = await loadersOf(context, this.runtime).eventsOfStream(`incident-${slug}`, options);
    return connection(found!, page.orderBy.field, presentEvent);
  }

  @ResolveField(() => Incident, { nullable: true, description: 'The incident that took its place.' })
  async successor(
    @Parent() { supersededBy }: Incident,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Incident | undefined> {
    if (!supersededBy) return undefined;
    const fields = [...requestedFields(info, 'record')];
    const found = await loadersOf(context, this.runtime).listedIncident(supersededBy, fields);
    return found && presentIncident(found);
  }

  @ResolveField(() => [HistoryEntry], {
    description: 'Every change so far, oldest first.',
    deprecationReason: 'Use `events`, which comes in pages.',
  })
  history(@Parent() { slug }: Incident): Promise<HistoryEntry[]> {
    return this.runtime.incidents.history(slug);
  }
}
