import { Args, Context, Field, ID, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Inject } from '@nestjs/common';
import type { IncidentSnapshot, Runtime } from '../../../libs/runtime/index.js';
import { callerOf, type RequestContext } from '../context.js';
import { Requires } from '../identity/requires.js';
import { RUNTIME } from '../runtime.token.js';
import { withoutNulls } from '../without-nulls.js';
import { Incident, IncidentRecordType } from './incident.types.js';
import { presentIncident } from './present-incident.js';

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

const slugArgument = { type: () => ID, description: 'Name of the incident.' };
const distinctFromArgument = {
  type: () => [ID],
  defaultValue: [],
  description: 'Incidents that it looks like and that the submitter found to be something else.',
};
const reasonArgument = { type: () => String, description: 'Why; kept in the history.' };

@Resolver()
export class IncidentMutations {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

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
  return { incident: presentIncident(incident), findings };
}
