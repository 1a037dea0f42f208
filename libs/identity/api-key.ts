import { z } from 'zod';
import { fieldPath } from '../kernel/index.js';
import type { Principal } from './principal.js';
import { reject } from './rejections.js';
import { roles, type Role } from './roles.js';

/** A key of the API: who holds its secret is let in with its roles, under its name. The secret is not kept. */
export interface ApiKey {
  readonly id: string;
  /** Unique for ever, revoked keys included: it is the actor of what is done with the key. */
  readonly name: string;
  readonly roles: readonly Role[];
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  /** Exact to the minute. */
  readonly lastUsedAt: Date | null;
  readonly revokedBy: string | null;
  readonly revokedAt: Date | null;
  readonly revocationReason: string | null;
}

/** What somebody who wants a key says of it. */
export interface NewKey {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly expiresAt?: Date | null | undefined;
}

/** Bytes of a key's id and of its secret; the second is what makes guessing hopeless. */
export const KEY_BYTES = { id: 6, secret: 32 } as const;

const KEY = /^tk_([0-9a-f]{12})_([\w-]{43})$/;

/** A key as its holder sends it: `tk_`, the id in hexadecimal, `_`, the secret in base64url. */
export const writeKey = (id: string, secret: string): string => `tk_${id}_${secret}`;

/** The id and the secret of what looks like a key; undefined for everything else. */
export function readKey(text: string): { readonly id: string; readonly secret: string } | undefined {
  const [, id, secret] = KEY.exec(text) ?? [];
  return id !== undefined && secret !== undefined ? { id, secret } : undefined;
}

/** Whom a proven key lets in. Throws CREDENTIALS_REVOKED or CREDENTIALS_EXPIRED. */
export function principalOf({ id, name, roles: held, expiresAt, revokedAt }: ApiKey, now: Date): Principal {
  if (revokedAt) {
    throw reject('CREDENTIALS_REVOKED', {
      message: `The key ${name} was revoked on ${revokedAt.toISOString()}.`,
      remedy: 'Ask whoever has the role admin for another one.',
    });
  }
  if (expiresAt && expiresAt <= now) {
    throw reject('CREDENTIALS_EXPIRED', {
      message: `The key ${name} expired on ${expiresAt.toISOString()}.`,
      remedy: 'Ask whoever has the role admin for another one.',
    });
  }
  return { actor: name, roles: held, keyId: id };
}

const newKeySchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,62}$/, 'A name has 1 to 63 small letters, digits, dots and hyphens'),
  roles: z.array(z.enum(roles)).min(1, 'A key has at least one role'),
  expiresAt: z.date().nullish(),
});

/** The checked wish for a key. Throws API_KEY_INVALID with the field. */
export function validateNewKey(input: unknown, now: Date): NewKey {
  const parsed = newKeySchema.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalid(`${issue?.message ?? 'The key is not valid'}.`, fieldPath(issue?.path ?? []));
  }
  const { expiresAt } = parsed.data;
  if (expiresAt && !(expiresAt > now)) throw invalid('A key cannot expire before it is made.', 'expiresAt');
  return { ...parsed.data, roles: [...new Set(parsed.data.roles)] };
}

const invalid = (message: string, field: string) =>
  reject('API_KEY_INVALID', { message, field, remedy: 'Correct the field and create the key again.' });
