import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type {
  IncidentSnapshot,
  IncidentSummary,
  PendingVerification as Pending,
  Runtime,
} from '../../../libs/runtime/index.js';
import { callerOf, type RequestContext } from '../context.js';
import { Requires } from '../identity/requires.js';
import { Incident } from '../incident/incident.types.js';
import { loadersOf } from '../loaders.js';
import { RUNTIME } from '../runtime.token.js';
import { PendingVerification, Verification, VerificationStatus } from './verification.types.js';

/** Lists know what a proof says, and read its figures only where somebody asks for them. */
type Listed = IncidentSnapshot | IncidentSummary;

/** Proofs of incidents by simulation: what came of the newest, and those that wait or run. */
@Resolver(() => Incident)
export class VerificationResolver {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @ResolveField(() => VerificationStatus, {
    description: 'Whether a simulation proves the record as it is now.',
  })
  verificationStatus(@Parent() incident: Listed): string {
    return this.runtime.verifications.statusOf(incident);
  }

  @ResolveField(() => Verification, { nullable: true, description: 'The newest proof, even if it is stale.' })
  async verification(
    @Parent() { slug, verification }: Listed,
    @Context() context: RequestContext,
  ): Promise<Verification | null | undefined> {
    const isWhole = !verification || 'plays' in verification;
    const found = isWhole ? verification : await loadersOf(context, this.runtime).verification(slug, null);
    return found as Verification | null | undefined;
  }

  @ResolveField(() => Date, { nullable: true, description: 'When the newest proof was recorded.' })
  verifiedAt(@Parent() { verifiedAt }: Listed): Date | null {
    return verifiedAt;
  }

  @Requires('reader')
  @Query(() => [PendingVerification], { description: 'Verifications that wait or run, oldest first.' })
  async pendingVerifications(): Promise<PendingVerification[]> {
    return (await this.runtime.verifications.pending()).map(present);
  }

  @Requires('curator')
  @Mutation(() => PendingVerification, {
    description:
      'Has a worker prove an incident by simulation. What comes of it becomes part of the incident.',
  })
  async verifyIncident(
    @Args('slug', { type: () => ID, description: 'Name of the incident.' }) slug: string,
    @Args('seeds', { defaultValue: '0..99', description: 'Worlds to play, as a range of seeds.' })
    seeds: string,
    @Context() context: RequestContext,
  ): Promise<PendingVerification> {
    return present(await this.runtime.verifications.start(slug, seeds, callerOf(context)));
  }

  @Requires('curator')
  @Mutation(() => Boolean, { description: 'Calls a verification off; nothing is recorded of it.' })
  async cancelVerification(
    @Args('id', { type: () => ID, description: 'The verification.' }) id: string,
  ): Promise<boolean> {
    await this.runtime.verifications.cancel(id);
    return true;
  }
}

const present = ({ payload, ...job }: Pending): PendingVerification => ({ ...job, ...payload });
