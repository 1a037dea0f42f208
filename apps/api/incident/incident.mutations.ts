import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Resolver } from '@nestjs/graphql';
import type { Runtime } from '../../../libs/runtime/index.js';
import type { RequestContext } from '../context.js';
import { Requires } from '../identity/requires.js';
import { inputOr } from '../mutation/carry-out.js';
import { RUNTIME } from '../runtime.token.js';
import { withoutNulls } from '../without-nulls.js';
import { changeIncident } from './change-incident.js';
import {
  IncidentInput,
  IncidentPayload,
  PublishIncidentInput,
  RetireIncidentInput,
  SupersedeIncidentInput,
} from './incident-change.types.js';

const deprecated = { nullable: true, deprecationReason: 'Use `input`.' };
const oldSlug = { ...deprecated, type: () => ID, description: 'Name of the incident.' };
const oldReason = { ...deprecated, type: () => String, description: 'Why; kept in the history.' };
const oldDistinctFrom = {
  ...deprecated,
  type: () => [ID],
  description: 'Incidents that it looks like and that you found to be something else.',
};

@Resolver()
export class IncidentMutations {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Requires('operator')
  @Mutation(() => IncidentPayload, { description: 'Hands a record in as a draft.' })
  submitIncident(
    @Args('input', { description: 'The record.' }) input: IncidentInput,
    @Args('reason', oldReason) reason: string | null,
    @Args('distinctFrom', oldDistinctFrom) distinctFrom: string[] | null,
    @Context() context: RequestContext,
  ): Promise<IncidentPayload> {
    const { record, options, whole } = readInput(input, { reason, distinctFrom });
    return changeIncident(this.runtime, context, 'submitIncident', whole, (caller) =>
      this.runtime.incidents.submit(record, options, caller),
    );
  }

  @Requires('curator')
  @Mutation(() => IncidentPayload, { description: 'Puts a newer record in the place of the current one.' })
  reviseIncident(
    @Args('input', { description: 'The whole record.' }) input: IncidentInput,
    @Args('reason', oldReason) reason: string | null,
    @Args('distinctFrom', oldDistinctFrom) distinctFrom: string[] | null,
    @Context() context: RequestContext,
  ): Promise<IncidentPayload> {
    const { record, options, whole } = readInput(input, { reason, distinctFrom });
    return changeIncident(this.runtime, context, 'reviseIncident', whole, (caller) =>
      this.runtime.incidents.revise(record, options, caller),
    );
  }

  @Requires('curator')
  @Mutation(() => IncidentPayload, {
    description: 'Makes a reviewed incident part of what reports are matched against.',
  })
  publishIncident(
    @Args('input', { type: () => PublishIncidentInput, nullable: true, description: 'Which incident.' })
    given: PublishIncidentInput | null,
    @Args('slug', oldSlug) slug: string | null,
    @Args('reason', oldReason) reason: string | null,
    @Args('distinctFrom', oldDistinctFrom) distinctFrom: string[] | null,
    @Context() context: RequestContext,
  ): Promise<IncidentPayload> {
    const input = inputOr(given, { slug, reason, distinctFrom }, ['slug']);
    const options = withoutNulls({ reason: input.reason, distinctFrom: input.distinctFrom });
    return changeIncident(this.runtime, context, 'publishIncident', input, (caller) =>
      this.runtime.incidents.publish(input.slug, options as { reason?: string }, caller),
    );
  }

  @Requires('curator')
  @Mutation(() => IncidentPayload, {
    description: 'Says that another incident has taken the place of this one.',
  })
  supersedeIncident(
    @Args('input', { type: () => SupersedeIncidentInput, nullable: true, description: 'Which incidents.' })
    given: SupersedeIncidentInput | null,
    @Args('slug', oldSlug) slug: string | null,
    @Args('by', { ...oldSlug, description: 'Name of the other incident.' }) by: string | null,
    @Args('reason', oldReason) reason: string | null,
    @Context() context: RequestContext,
  ): Promise<IncidentPayload> {
    const input = inputOr(given, { slug, by, reason }, ['slug', 'by', 'reason']);
    return changeIncident(this.runtime, context, 'supersedeIncident', input, (caller) =>
      this.runtime.incidents.supersede(input.slug, input.by, input.reason, caller),
    );
  }

  @Requires('curator')
  @Mutation(() => IncidentPayload, {
    description: 'Takes an incident that no longer applies out of the matching.',
  })
  retireIncident(
    @Args('input', { type: () => RetireIncidentInput, nullable: true, description: 'Which incident.' })
    given: RetireIncidentInput | null,
    @Args('slug', oldSlug) slug: string | null,
    @Args('reason', oldReason) reason: string | null,
    @Context() context: RequestContext,
  ): Promise<IncidentPayload> {
    const input = inputOr(given, { slug, reason }, ['slug', 'reason']);
    return changeIncident(this.runtime, context, 'retireIncident', input, (caller) =>
      this.runtime.incidents.retire(input.slug, input.reason, caller),
    );
  }
}

/** The record of an input, and what is to be known of the change. */
function readInput(
  input: IncidentInput,
  deprecatedArguments: { reason: string | null; distinctFrom: string[] | null },
) {
  const whole = withoutNulls({ ...deprecatedArguments, ...withoutNulls(input) }) as IncidentInput;
  const { clientMutationId: _, reason, distinctFrom, ...record } = whole;
  return { record, options: { reason, distinctFrom } as Options, whole };
}

type Options = { readonly reason?: string; readonly distinctFrom?: readonly string[] };
