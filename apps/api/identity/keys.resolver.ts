import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { JsonObject } from '../../../libs/kernel/index.js';
import type { CreatedKey, Runtime } from '../../../libs/runtime/index.js';
import type { RequestContext } from '../context.js';
import { carryOut } from '../mutation/carry-out.js';
import { RUNTIME } from '../runtime.token.js';
import {
  ApiKey,
  CreateApiKeyInput,
  CreateApiKeyPayload,
  RevokeApiKeyInput,
  RevokeApiKeyPayload,
} from './keys.types.js';
import { Requires } from './requires.js';

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
    @Args('input', { description: 'The key that is wanted.' }) input: CreateApiKeyInput,
    @Context() context: RequestContext,
  ): Promise<CreateApiKeyPayload> {
    const { clientMutationId, ...wish } = input;
    const { identity } = this.runtime;
    const { key, secret } = await carryOut<CreatedKey>(this.runtime, context, 'createApiKey', input, {
      run: ({ actor, commandId }) =>
        commandId ? identity.createKeyOnce(wish, actor, commandId) : identity.createKey(wish, actor),
      note: (created) => noteOf(created.key),
      recall: (noted) => Promise.resolve({ key: recalled(noted), secret: null }),
    });
    return { clientMutationId, apiKey: key, secret };
  }

  @Requires('admin')
  @Mutation(() => RevokeApiKeyPayload, {
    description: 'Puts an end to a key, for good and at once. A key that is revoked already stays as it is.',
  })
  async revokeApiKey(
    @Args('input', { description: 'Which key.' }) input: RevokeApiKeyInput,
    @Context() context: RequestContext,
  ): Promise<RevokeApiKeyPayload> {
    const { clientMutationId, id, reason } = input;
    const apiKey = await carryOut<ApiKey>(this.runtime, context, 'revokeApiKey', input, {
      run: ({ actor }) => this.runtime.identity.revokeKey(id, actor, reason),
      note: noteOf,
      recall: (noted) => Promise.resolve(recalled(noted)),
    });
    return { clientMutationId, apiKey };
  }
}

/** A key as a mutation left it, without its secret. */
const noteOf = (key: ApiKey) => JSON.parse(JSON.stringify(key)) as JsonObject;

function recalled(noted: JsonObject): ApiKey {
  const time = (name: keyof ApiKey) => (noted[name] ? new Date(noted[name] as string) : null);
  const times = {
    expiresAt: time('expiresAt'),
    lastUsedAt: time('lastUsedAt'),
    revokedAt: time('revokedAt'),
  };
  return { ...(noted as unknown as ApiKey), ...times, createdAt: new Date(noted['createdAt'] as string) };
}
