import {
  Args,
  ArgsType,
  Field,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
  Context,
} from '@nestjs/graphql';
import { Inject } from '@nestjs/common';
import { slugSchema } from '../../../libs/incident/index.js';
import { pageRequest, type IncidentSnapshot, type Runtime } from '../../../libs/runtime/index.js';
import { callerOf, type RequestContext } from '../context.js';
import { HistoryEntry } from '../history.types.js';
import { connection, PageArgs, PageInfo } from '../page.types.js';
import { Requires } from '../identity/requires.js';
import { RUNTIME } from '../runtime.token.js';
import { withoutNulls } from '../without-nulls.js';
import { Incident, IncidentRecordType, IncidentStatus, Resolution } from './incident.types.js';

@ObjectType({ description: 'An incident and its place in a list.' })
class IncidentEdge {
  @Field({ description: 'Place in the list.' })
  cursor!: string;
  @Field(() => Incident, { description: 'The incident.' })
  node!: Incident;
}

@ObjectType({ description: 'A page of incidents.' })
class IncidentConnection {
  @Field(() => [IncidentEdge], { description: 'The incidents with their cursors.' })
  edges!: IncidentEdge[];
  @Field(() => [Incident], { description: 'The incidents alone.' })
  nodes!: Incident[];
  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;
  @Field({ description: 'How many incidents pass the filter.' })
  totalCount!: number;
}

@InputType({ description: 'Conditions that all have to hold.' })
class IncidentFilter {
  @Field(() => IncidentStatus, { nullable: true, description: 'Where it stands in its life.' })
  status?: never;
  @Field(() => Resolution, { nullable: true, description: 'Whether the cause is gone.' })
  resolution?: never;
  @Field(() => String, { nullable: true, description: 'A component that it names.' })
  component?: string;
  @Field(() => String, { nullable: true, description: 'Part of its title, in upper or lower case.' })
  titleContains?: string;
}

@ArgsType()
class IncidentsArgs extends PageArgs {
  @Field(() => IncidentFilter, { nullable: true, description: 'Which incidents.' })
  filter?: IncidentFilter | null;
}

@ObjectType({
  description: 'Something that the submitter of a record should know; it does not stop the record.',
})
class AdmissionFinding {
  @Field({ description: 'Stable code.' })
  code!: string;
  @Field({ description: 'Path within the record.' })
  field!: string;
  @Field({ description: 'What was found.' })
  message!: string;
  @Field({ description: 'What can be done about it.' })
  remedy!: string;
}

@ObjectType({ description: 'The incident after a change.' })
class IncidentPayload {
  @Field(() => Incident, { description: 'The incident as it is now.' })
  incident!: Incident;
  @Field(() => [AdmissionFinding], { description: 'What the submitter should know of the record.' })
  findings!: readonly AdmissionFinding[];
}

const isSlug = (key: string) => slugSchema.safeParse(key).success;
const slugArgument = { type: () => ID, description: 'Name of the incident.' };
const distinctFromArgument = {
  type: () => [ID],
  defaultValue: [],
  description: 'Incidents that it looks like and that the submitter found to be something else.',
};
const reasonArgument = { type: () => String, description: 'Why; kept in the history.' };

@Resolver(() => Incident)
export class IncidentResolver {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Requires('reader')
  @Query(() => Incident, { nullable: true, description: 'One incident, now or as it was at a time.' })
  incident(
    @Args('slug', slugArgument) slug: string,
    @Args('asOf', { type: () => Date, nullable: true, description: 'Point in time; absent: now.' })
    asOf?: Date | null,
  ): Promise<Incident | null> {
    return this.runtime.incidents.find(slug, asOf ?? undefined).then((found) => found && present(found));
  }

  @Requires('reader')
  @Query(() => IncidentConnection, { description: 'Incidents in the order of their slugs.' })
  async incidents(@Args() { filter, ...page }: IncidentsArgs): Promise<IncidentConnection> {
    return connection(
      await this.runtime.readModels.incidents(pageRequest(page, isSlug), withoutNulls(filter)),
      present,
    );
  }

  @ResolveField(() => [HistoryEntry], { description: 'Every change so far, oldest first.' })
  history(@Parent() { slug }: Incident): Promise<HistoryEntry[]> {
    return this.runtime.incidents.history(slug);
  }

  @Requires('operator')
  @Mutation(() => IncidentPayload, { description: 'Hands a record in as a draft.' })
  submitIncident(
    @Args('input', { description: 'The record.' }) input: IncidentRecordType,
    @Args('reason', { ...reasonArgument, nullable: true }) reason: string | null,
    @Args('distinctFrom', distinctFromArgument) distinctFrom: string[],
    @Context() context: RequestContext,
  ): Promise<IncidentPayload> {
    const options = { reason: reason ?? undefined, distinctFrom };
    return payload(this.runtime.incidents.submit(withoutNulls(input), options, callerOf(context)));
  }

  @Requires('curator')
  @Mutation(() => IncidentPayload, { description: 'Puts a newer record in the place of the current one.' })
  reviseIncident(
    @Args('input', { description: 'The whole record.' }) input: IncidentRecordType,
    @Args('reason', reasonArgument) reason: string,
    @Args('distinctFrom', distinctFromArgument) distinctFrom: string[],
    @Context() context: RequestContext,
  ): Promise<IncidentPayload> {
    return payload(
      this.runtime.incidents.revise(withoutNulls(input), { reason, distinctFrom }, callerOf(context)),
    );
  }

  @Requires('curator')
  @Mutation(() => IncidentPayload, {
    description: 'Makes a reviewed incident part of what reports are matched against.',
  })
  publishIncident(
    @Args('slug', slugArgument) slug: string,
    @Args('reason', { ...reasonArgument, nullable: true }) reason: string | null,
    @Args('distinctFrom', distinctFromArgument) distinctFrom: string[],
    @Context() context: RequestContext,
  ): Promise<IncidentPayload> {
    const options = { reason: reason ?? undefined, distinctFrom };
    return payload(this.runtime.incidents.publish(slug, options, callerOf(context)));
  }

  @Requires('curator')
  @Mutation(() => IncidentPayload, {
    description: 'Says that another incident has taken the place of this one.',
  })
  supersedeIncident(
    @Args('slug', slugArgument) slug: string,
    @Args('by', { type: () => ID, description: 'Slug of the other incident.' }) by: string,
    @Args('reason', reasonArgument) reason: string,
    @Context() context: RequestContext,
  ): Promise<IncidentPayload> {
    return payload(this.runtime.incidents.supersede(slug, by, reason, callerOf(context)));
  }

  @Requires('curator')
  @Mutation(() => IncidentPayload, {
    description: 'Takes an incident that no longer applies out of the matching.',
  })
  retireIncident(
    @Args('slug', slugArgument) slug: string,
    @Args('reason', reasonArgument) reason: string,
    @Context() context: RequestContext,
  ): Promise<IncidentPayload> {
    return payload(this.runtime.incidents.retire(slug, reason, callerOf(context)));
  }
}

async function payload(changed: Promise<IncidentSnapshot & { findings?: readonly AdmissionFinding[] }>) {
  const { findings = [], ...incident } = await changed;
  return { incident: present(incident), findings };
}

const present = (incident: IncidentSnapshot): Incident => incident as unknown as Incident;
