import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Logger } from 'pino';
import {
  bearerCredentials,
  invalidCredentials,
  KEY_BYTES,
  principalOf,
  readKey,
  validateNewKey,
  writeKey,
  type ApiKey,
  type NewKey,
  type Principal,
  type RequireRate,
} from '../identity/index.js';
import type { VerifyToken } from '../identity/jose/index.js';
import type { ApiKeys } from '../identity/postgres/index.js';
import type { Clock } from '../kernel/index.js';
import type { Environment } from './environment.js';

/** A key that was made. */
export interface CreatedKey {
  readonly key: ApiKey;
  /** What its holder sends; it is shown now and can never be read again. Null: the command had made the key before. */
  readonly secret: string | null;
}

/** Who is let in, and the keys that let them in. */
export interface Identity {
  /**
   * Who makes a request with this `Authorization` header. Throws CREDENTIALS_MISSING, CREDENTIALS_INVALID,
   * CREDENTIALS_EXPIRED, CREDENTIALS_REVOKED, PERMISSION_DENIED for a token without a role, or
   * IDENTITY_PROVIDER_UNREACHABLE.
   */
  authenticate(authorization: string | undefined): Promise<Principal>;
  /** Counts a request of a principal. Throws RateLimited. */
  requireRate(principal: Principal): Promise<void>;
  /** Every key that there ever was, newest first. */
  keys(): Promise<ApiKey[]>;
  /** The input is what `validateNewKey` accepts. Throws API_KEY_INVALID or API_KEY_ALREADY_EXISTS. */
  createKey(input: NewKey, by: string): Promise<CreatedKey & { readonly secret: string }>;
  /** The same as a command, which makes one key however often it is given. */
  createKeyOnce(input: NewKey, by: string, commandId: string): Promise<CreatedKey>;
  /** From now on nobody is let in with this key, by any process. Throws API_KEY_NOT_FOUND. */
  revokeKey(idOrName: string, by: string, reason?: string | null): Promise<ApiKey>;
  /** Makes the key `admin` if there has never been a key, and shows its secret; see `ApiKeys.addFirst`. */
  createFirstKey(show: (secret: string) => void): Promise<boolean>;
}

interface Dependencies {
  readonly apiKeys: ApiKeys;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly environment: Environment;
  readonly requireRate: RequireRate;
}

export function openIdentity({ apiKeys, clock, logger, environment, requireRate }: Dependencies): Identity {
  const verifyToken = tokenVerifier(environment, logger);

  const authenticateKey = async ({ id, secret }: { id: string; secret: string }) => {
    const stored = await apiKeys.find(id);
    if (!stored || !timingSafeEqual(stored.secretHash, hashOf(secret))) {
      throw invalidCredentials('There is no such key.');
    }
    const now = clock.now();
    const principal = principalOf(stored, now);
    if (!stored.lastUsedAt || now.getTime() - stored.lastUsedAt.getTime() >= 60_000)
      await apiKeys.touch(id, now);
    return principal;
  };
  const draw = (
    { name, roles, expiresAt }: NewKey,
    createdBy: string,
    createdAt: Date,
    id = randomBytes(KEY_BYTES.id).toString('hex'),
  ) => {
    const secret = randomBytes(KEY_BYTES.secret).toString('base64url');
    const stored = {
      id,
      name,
      roles,
      createdBy,
      createdAt,
      expiresAt: expiresAt ?? null,
      secretHash: hashOf(secret),
    };
    return { stored, secret: writeKey(id, secret) };
  };
  const createKey = async (input: NewKey, by: string, id?: string) => {
    const now = clock.now();
    const { stored, secret } = draw(validateNewKey(input, now), by, now, id);
    const key = await apiKeys.add(stored);
    logger.info({ key: key.id, name: key.name, roles: key.roles, by }, 'a key was created');
    return { key, secret };
  };

  return {
    requireRate: async ({ actor }) => requireRate(actor, clock.now().getTime()),
    async authenticate(authorization) {
      const credentials = bearerCredentials(authorization);
      const key = readKey(credentials);
      if (key) return authenticateKey(key);
      if (verifyToken && !credentials.startsWith('tk_')) return verifyToken(credentials, clock.now());
      throw invalidCredentials('This is no key, and tokens of an identity provider are not accepted here.');
    },
    keys: () => apiKeys.list(),
    createKey: (input, by) => createKey(input, by),
    async createKeyOnce(input, by, commandId) {
      const id = hashOf(commandId).toString('hex', 0, KEY_BYTES.id);
      try {
        return await createKey(input, by, id);
      } catch (error) {
        const made = await apiKeys.find(id);
        if (!made) throw error;
        const { secretHash: _, ...key } = made;
        return { key, secret: null };
      }
    },
    async revokeKey(idOrName, by, reason) {
      const key = await apiKeys.revoke(idOrName, by, reason ?? null, clock.now());
      logger.info({ key: key.id, name: key.name, by: key.revokedBy }, 'a key is revoked');
      return key;
    },
    createFirstKey(show) {
      const { stored, secret } = draw({ name: 'admin', roles: ['admin'] }, 'first-start', clock.now());
      return apiKeys.addFirst(stored, () => show(secret));
    },
  };
}

/** SHA-256 is enough for a secret: it has 256 random bits, so that nobody can try them all. */
const hashOf = (text: string) => createHash('sha256').update(text).digest();

function tokenVerifier(
  { OIDC_ISSUER, OIDC_AUDIENCE, OIDC_ROLE_CLAIM, OIDC_ROLES }: Environment,
  logger: Logger,
): VerifyToken | undefined {
  if (OIDC_ISSUER === undefined || OIDC_AUDIENCE === undefined) return undefined;
  const provider = {
    issuer: OIDC_ISSUER,
    audience: OIDC_AUDIENCE,
    roleClaim: OIDC_ROLE_CLAIM,
    roleNames: OIDC_ROLES,
    onUnreachable: (error: unknown) => logger.warn({ err: error }, 'the identity provider cannot be reached'),
  };
  // Loaded here, so that a process without a provider starts sooner.
  const verifier = import('../identity/jose/index.js').then((jose) => jose.openTokenVerifier(provider));
  return async (token, now) => (await verifier)(token, now);
}
