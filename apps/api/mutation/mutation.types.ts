import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { KEY_LENGTH_MAX } from '../../../libs/idempotency/index.js';

/** What the input of every mutation has. */
@InputType({ isAbstract: true })
export abstract class MutationInput {
  @Field(() => String, {
    nullable: true,
    description: `Your name for this change, best a fresh UUID, of at most ${KEY_LENGTH_MAX} characters. Sent again with the same input, the change is made once and its first result is given again; with another input it is refused. It is kept for at least 7 days.`,
  })
  clientMutationId?: string | null;
}

/** What the payload of every mutation has. */
@ObjectType({ isAbstract: true })
export abstract class MutationPayload {
  @Field(() => String, { nullable: true, description: 'The `clientMutationId` of the input.' })
  clientMutationId?: string | null | undefined;
}
