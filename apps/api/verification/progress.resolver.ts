import { Inject } from '@nestjs/common';
import { Args, ID, Parent, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import type { PendingVerification, Runtime } from '../../../libs/runtime/index.js';
import { Requires } from '../identity/requires.js';
import { presentIncident } from '../incident/present-incident.js';
import { Incident } from '../incident/incident.types.js';
import { RUNTIME } from '../runtime.token.js';
import { presentPending } from './present-pending.js';
import { VerificationProgressed } from './progress.types.js';

@Resolver()
export class ProgressResolver {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Requires('reader')
  @Subscription(() => VerificationProgressed, {
    description:
      'How far the verification of an incident has come, in whichever process it runs: as it is now, and then each time that it has come further, until it has ended.',
    resolve: (pending: PendingVerification | undefined, { slug }: { slug: string }) => ({
      slug,
      pending: pending && presentPending(pending),
    }),
  })
  verificationProgressed(
    @Args('slug', { type: () => ID, description: 'Name of the incident.' }) slug: string,
  ) {
    return this.runtime.verifications.follow(slug);
  }
}

@Resolver(() => VerificationProgressed)
export class VerificationProgressedResolver {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @ResolveField(() => Incident)
  async incident(@Parent() { slug }: VerificationProgressed): Promise<Incident> {
    return presentIncident(await this.runtime.incidents.get(slug));
  }
}
