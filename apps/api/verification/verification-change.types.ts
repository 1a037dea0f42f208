import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { MutationInput, MutationPayload } from '../mutation/mutation.types.js';
import { PendingVerification } from './verification.types.js';

@InputType({ description: 'Which incident is to be proven, and how thoroughly.' })
export class VerifyIncidentInput extends MutationInput {
  @Field(() => ID, { description: 'Name of the incident.' })
  slug!: string;
  @Field({ defaultValue: '0..99', description: 'Worlds to play, as a range of seeds.' })
  seeds!: string;
}

@ObjectType({ description: 'The verification that was started.' })
export class VerifyIncidentPayload extends MutationPayload {
  @Field(() => PendingVerification, { description: 'The verification as it was when it was started.' })
  verification!: PendingVerification;
}

@InputType({ description: 'Which verification is to be called off.' })
export class CancelVerificationInput extends MutationInput {
  @Field(() => ID, { description: 'The verification.' })
  id!: string;
}

@ObjectType({ description: 'The verification that was called off.' })
export class CancelVerificationPayload extends MutationPayload {
  @Field(() => ID, { description: 'The verification.' })
  id!: string;
}
