import { reject } from './rejections.js';

/**
 * The credentials in an `Authorization` header of the scheme Bearer (RFC 6750, section 2.1). Throws CREDENTIALS_MISSING
 * or CREDENTIALS_INVALID.
 */
export function bearerCredentials(authorization: string | undefined): string {
  if (!authorization?.trim()) {
    throw reject('CREDENTIALS_MISSING', {
      message: 'The request says nothing of who makes it.',
      field: 'Authorization',
      remedy: REMEDY,
    });
  }
  const [, credentials] = /^bearer +([\w.~+/=-]+) *$/i.exec(authorization) ?? [];
  if (credentials !== undefined && credentials.length <= LENGTH_MAX) return credentials;
  throw invalidCredentials('The header `Authorization` is not of the form `Bearer <key or token>`.');
}

/** A refusal of credentials that prove nothing; it never repeats them. */
export const invalidCredentials = (message: string) =>
  reject('CREDENTIALS_INVALID', { message, field: 'Authorization', remedy: REMEDY });

const REMEDY =
  'Send the header `Authorization: Bearer <key>` with a key that `talekeeper keys create` or `createApiKey` has made.';
/** Longer than any token of an identity provider. */
const LENGTH_MAX = 16_384;
