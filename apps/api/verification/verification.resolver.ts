import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { JsonObject } from '../../../libs/kernel/index.js';
import type { IncidentSnapshot, IncidentSummary, Runtime } from '../../../libs/runtime/index.js';
import type { RequestContext } from '../context.js';
import { Requires } from '../identity/requires.js';
import { Incident } from '../incident/incident.types.js';
import { loadersOf } from '../loaders.js';
import { carryOut } from '../mutation/carry-out.js';
import { carryOutById } from '../mutation/carry-out-by-id.js';
import { RUNTIME } from '../runtime.token.js';
import { presentPending } from './present-pending.js';
import {
  CancelVerificationInput,
  CancelVerificationPayload,
  VerifyIncidentInput,
  VerifyIncidentPayload,
} from './verification-change.types.js';
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
    return (await this.runtime.verifications.pending()).map(presentPending);
  }

  @Requires('curator')
  @Mutation(() => VerifyIncidentPayload, {
    description:
      'Has a worker prove an incident by simulation. What comes of it becomes part of the incident.',
  })
  async verifyIncident(
    @Args('input', { description: 'Which incident, and how thoroughly.' }) input: VerifyIncidentInput,
    @Context() context: RequestContext,
  ): Promise<VerifyIncidentPayload> {
    const { clientMutationId, slug, seeds } = input;
    const verification = await carryOut<PendingVerification>(this.runtime, context, 'verifyIncident', input, {
      run: async (caller) => presentPending(await this.runtime.verifications.start(slug, seeds, caller)),
      note: (started) => ({ ...started, addedAt: started.addedAt.toISOString() }) as unknown as JsonObject,
      recall: (noted) => {
        const started = noted as unknown as PendingVerification;
        return Promise.resolve({ ...started, addedAt: new Date(started.addedAt) });
      },
    });
    return { clientMutationId, verification };
  }

  @Requires('curator')
  @Mutation(() => CancelVerificationPayload, {
    description: 'Calls a verification off; nothing is recorded of it.',
  })
  cancelVerification(
    @Args('input', { description: 'Which verification.' }) input: CancelVerificationInput,
    @Context() context: RequestContext,
  ): Promise<CancelVerificationPayload> {
    const cancel = (id: string) => this.runtime.verifications.cancel(id);
    return carryOutById(this.runtime, context, 'cancelVerification', input, cancel);
  }
}
