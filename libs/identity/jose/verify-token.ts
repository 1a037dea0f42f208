import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { invalidCredentials } from '../bearer.js';
import type { Principal } from '../principal.js';
import { reject } from '../rejections.js';
import { rolesOfClaims, type RoleNames } from '../token-roles.js';

/** Signatures that only the provider can make. Those made with a shared secret, and `none`, are not among them. */
export const TOKEN_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
];

/** Where the tokens come from, and how to read roles out of them. */
export interface IdentityProvider {
  /** As it stands in the tokens; its OpenID configuration says where its keys are. */
  readonly issuer: string;
  readonly audience: string;
  readonly roleClaim: string;
  readonly roleNames: RoleNames;
  /** So soon after a look at the provider's keys an unknown one leads to another look. Absent: 30 s. */
  readonly keysCooldownMs?: number;
  /** Told why the provider's keys cannot be read. */
  readonly onUnreachable?: (error: unknown) => void;
}

/**
 * Whom a bearer token of OpenID Connect lets in. Throws CREDENTIALS_INVALID, CREDENTIALS_EXPIRED, PERMISSION_DENIED for
 * a token without any role, and IDENTITY_PROVIDER_UNREACHABLE when nobody can tell.
 */
export type VerifyToken = (token: string, now: Date) => Promise<Principal>;

/** How long the provider may take to answer, and how far its clock may be from ours. */
const PATIENCE_MS = 3_000;
const CLOCK_TOLERANCE_S = 5;

/**
 * A verifier of the tokens of one provider (OpenID Connect Discovery 1.0, RFC 7517, RFC 8725). The provider's keys are
 * kept for ten minutes, and looked for again when a token names one that is not among them.
 */
export function openTokenVerifier(provider: IdentityProvider): VerifyToken {
  const { issuer, audience, roleClaim, roleNames } = provider;
  let discovered: Promise<JWTVerifyGetKey> | undefined;
  const keys: JWTVerifyGetKey = async (header, token) => {
    discovered ??= discoverKeys(provider);
    try {
      return await (
        await discovered
      )(header, token);
    } catch (error) {
      // What failed to be discovered is looked for again with the next token.
      if (error instanceof Undiscovered) discovered = undefined;
      throw error;
    }
  };
  return async (token, now) => {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: TOKEN_ALGORITHMS,
      requiredClaims: ['sub', 'exp'],
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate: now,
    }).catch((error: unknown) => {
      throw refusalOf(error, provider);
    });
    const principal = { actor: actorOf(payload), roles: rolesOfClaims(payload, roleClaim, roleNames) };
    if (principal.roles.length > 0) return principal;
    throw reject('PERMISSION_DENIED', {
      message: `The token of ${principal.actor} has no role here: its claim \`${roleClaim}\` names none that is known.`,
      remedy: 'Have the identity provider give a role, or have OIDC_ROLES name the one that it gives.',
    });
  };
}

/** `oidc:` and the subject: no key can have such a name, so that nobody is taken for somebody else. */
function actorOf({ sub = '' }: JWTPayload): string {
  if (SUBJECT.test(sub)) return `oidc:${sub}`;
  throw invalidCredentials('The subject of the token is not of 1 to 255 ASCII characters.');
}

/** OpenID Connect Core 1.0, section 2. */
const SUBJECT = /^[\x20-\x7e]{1,255}$/;

class Undiscovered extends Error {}

const configurationSchema = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

async function discoverKeys({ issuer, keysCooldownMs }: IdentityProvider): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!response.ok) throw new Error(`${url} answers with ${response.status}.`);
    const configuration = configurationSchema.parse(await response.json());
    if (configuration.issuer !== issuer) throw new Error(`${url} belongs to ${configuration.issuer}.`);
    return createRemoteJWKSet(new URL(configuration.jwks_uri), {
      timeoutDuration: PATIENCE_MS,
      ...(keysCooldownMs === undefined ? {} : { cooldownDuration: keysCooldownMs }),
    });
  } catch (error) {
    throw new Undiscovered('The OpenID configuration cannot be read.', { cause: error });
  }
}

function refusalOf(error: unknown, { issuer, onUnreachable }: IdentityProvider) {
  if (error instanceof errors.JWTExpired) {
    return reject('CREDENTIALS_EXPIRED', {
      message: 'The token has expired.',
      field: 'Authorization',
      remedy: 'Get a fresh one from the identity provider.',
    });
  }
  if (error instanceof errors.JWTClaimValidationFailed)
    return invalidCredentials(`The token's claim \`${error.claim}\` is missing or not the expected one.`);
  if (error instanceof errors.JOSEAlgNotAllowed)
    return invalidCredentials(`The token is not signed by one of ${TOKEN_ALGORITHMS.join(', ')}.`);
  if (FORGERIES.some((forgery) => error instanceof forgery))
    return invalidCredentials(`The token is not one that ${issuer} has signed.`);
  onUnreachable?.(error);
  return reject('IDENTITY_PROVIDER_UNREACHABLE', {
    message: `The keys of ${issuer} cannot be read, so that nobody can tell whether the token is good.`,
    remedy: 'Try again; if it stays so, check OIDC_ISSUER and the way to it.',
  });
}

const FORGERIES = [
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
  errors.JOSENotSupported,
];
