import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import type { Role } from '../../../libs/identity/index.js';
import { MutationInput, MutationPayload } from '../mutation/mutation.types.js';
import { RoleEnum } from './requires.js';

@ObjectType({ description: 'A key of the API. Its secret was shown when it was made, and is nowhere else.' })
export class ApiKey {
  @Field(() => ID, { description: 'The key; it is the part of it that is no secret.' })
  id!: string;
  @Field({ description: 'Its name, under which history keeps what is done with it.' })
  name!: string;
  @Field(() => [RoleEnum], { description: 'What it allows.' })
  roles!: readonly Role[];
  @Field({ description: 'Who made it.' })
  createdBy!: string;
  @Field({ description: 'When it was made.' })
  createdAt!: Date;
  @Field(() => Date, { nullable: true, description: 'From when on it is refused; null: never.' })
  expiresAt!: Date | null;
  @Field(() => Date, { nullable: true, description: 'When it was last used, to the minute; null: never.' })
  lastUsedAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'Who revoked it; null while it is good.' })
  revokedBy!: string | null;
  @Field(() => Date, { nullable: true, description: 'When it was revoked.' })
  revokedAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'Why it was revoked.' })
  revocationReason!: string | null;
}

@InputType({ description: 'The key that is wanted.' })
export class CreateApiKeyInput extends MutationInput {
  @Field({ description: 'Its name, which no other key has or had: small letters, digits, dots, hyphens.' })
  name!: string;
  @Field(() => [RoleEnum], { description: 'What it allows.' })
  roles!: Role[];
  @Field(() => Date, { nullable: true, description: 'From when on it is refused; absent: never.' })
  expiresAt?: Date | null;
}

@ObjectType({ description: 'The key that was made.' })
export class CreateApiKeyPayload extends MutationPayload {
  @Field(() => ApiKey, { description: 'The key.' })
  apiKey!: ApiKey;
  @Field(() => String, {
    nullable: true,
    description:
      'What its holder sends as `Authorization: Bearer …`. It is kept nowhere: null where the request repeats one that has made the key. Whoever did not get the first answer revokes the key and makes another.',
  })
  secret!: string | null;
}

@InputType({ description: 'Which key is to be revoked.' })
export class RevokeApiKeyInput extends MutationInput {
  @Field(() => ID, { description: 'The key, by its id or its name.' })
  id!: string;
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason?: string | null;
}

@ObjectType({ description: 'The key that is revoked.' })
export class RevokeApiKeyPayload extends MutationPayload {
  @Field(() => ApiKey, { description: 'The key as the change left it.' })
  apiKey!: ApiKey;
}
