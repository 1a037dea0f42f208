import { Inject } from '@nestjs/common';
import { Args, Context, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import type { Role } from '../../../libs/identity/index.js';
import type { Runtime } from '../../../libs/runtime/index.js';
import type { RequestContext } from '../context.js';
import { RUNTIME } from '../runtime.token.js';
import { Requires, RoleEnum } from './requires.js';

@ObjectType({ description: 'A key of the API. Its secret was shown when it was made, and is nowhere else.' })
class ApiKey {
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
class CreateApiKeyInput {
  @Field({ description: 'Its name, which no other key has or had: small letters, digits, dots, hyphens.' })
  name!: string;
  @Field(() => [RoleEnum], { description: 'What it allows.' })
  roles!: Role[];
  @Field(() => Date, { nullable: true, description: 'From when on it is refused; absent: never.' })
  expiresAt?: Date | null;
}

@ObjectType({ description: 'The key that was made.' })
class CreateApiKeyPayload {
  @Field(() => ApiKey, { description: 'The key.' })
  apiKey!: ApiKey;
  @Field({ description: 'What its holder sends as `Authorization: Bearer …`. It cannot be read again.' })
  secret!: string;
}

@ObjectType({ description: 'The key that is revoked.' })
class RevokeApiKeyPayload {
  @Field(() => ApiKey, { description: 'The key as it is now.' })
  apiKey!: ApiKey;
}

@Resolver()
export class KeysResolver {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Requires('admin')
  @Query(() => [ApiKey], { description: 'Every key that there ever was, newest first.' })
  apiKeys(): Promise<ApiKey[]> {
    return this.runtime.identity.keys();
  }

  @Requires('admin')
  @Mutation(() => CreateApiKeyPayload, { description: 'Makes a key. Its secret is shown this once.' })
  async createApiKey(
    @Args('input', { description: 'The key that is wanted.' }) { name, roles, expiresAt }: CreateApiKeyInput,
    @Context() { principal }: RequestContext,
  ): Promise<CreateApiKeyPayload> {
    const wish = { name, roles, expiresAt };
    const { key, secret } = await this.runtime.identity.createKey(wish, principal.actor);
    return { apiKey: key, secret };
  }

  @Requires('admin')
  @Mutation(() => RevokeApiKeyPayload, {
    description: 'Puts an end to a key, for good and at once. A key that is revoked already stays as it is.',
  })
  async revokeApiKey(
    @Args('id', { type: () => ID, description: 'The key, by its id or its name.' }) id: string,
    @Args('reason', { type: () => String, nullable: true, description: 'Why.' }) reason: string | null,
    @Context() { principal }: RequestContext,
  ): Promise<RevokeApiKeyPayload> {
    return { apiKey: await this.runtime.identity.revokeKey(id, principal.actor, reason) };
  }
}
