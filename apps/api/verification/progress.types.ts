import { Field, ObjectType } from '@nestjs/graphql';
import { Incident } from '../incident/incident.types.js';
import { PendingVerification } from './verification.types.js';

@ObjectType({ description: 'A verification has come further, or has ended.' })
export class VerificationProgressed {
  @Field(() => PendingVerification, {
    nullable: true,
    description:
      'The verification as it waits or runs. A worker that takes it over from another one begins anew. Null: it has ended, or none was pending, and this is the last message.',
  })
  pending!: PendingVerification | null;
  @Field(() => Incident, {
    description:
      'The incident as it is now. At the end its newest proof is what came of the verification, unless that failed or was called off.',
  })
  incident!: Incident;
  readonly slug!: string;
}
