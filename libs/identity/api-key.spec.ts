import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { principalOf, readKey, validateNewKey, writeKey, type ApiKey } from './api-key.js';

const NOW = new Date('2026-11-27T12:00:00Z');
const later = new Date(NOW.getTime() + 1);
const key: ApiKey = {
  id: '0123456789ab',
  name: 'ticket-bot',
  roles: ['reporter'],
  createdBy: 'ada',
  createdAt: NOW,
  expiresAt: null,
  lastUsedAt: null,
  revokedBy: null,
  revokedAt: null,
  revocationReason: null,
};

describe('a key as its holder sends it', () => {
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map(Buffer.from);

  it('is read as it was written, whatever its bytes are', () => {
    fc.assert(
      fc.property(bytes(6), bytes(32), (idBytes, secretBytes) => {
        const [id, secret] = [idBytes.toString('hex'), secretBytes.toString('base64url')];
        expect(readKey(writeKey(id, secret))).toEqual({ id, secret });
      }),
    );
  });

  it.each([
    '',
    'tk_',
    'tk_0123456789ab_short',
    'TK_0123456789ab_',
    `tk_0123456789ab_${'x'.repeat(44)}`,
    'eyJhbGciOi',
  ])('is not read out of %j', (text) => {
    expect(readKey(text)).toBeUndefined();
  });
});

describe('a key that is proven', () => {
  it('lets its holder in under its name', () => {
    expect(principalOf(key, NOW)).toEqual({
      actor: 'ticket-bot',
      roles: ['reporter'],
      keyId: '0123456789ab',
    });
    expect(principalOf({ ...key, expiresAt: later }, NOW)).toMatchObject({ actor: 'ticket-bot' });
  });

  it.each([
    ['has expired', { expiresAt: NOW }, 'CREDENTIALS_EXPIRED'],
    ['was revoked', { revokedAt: NOW, revokedBy: 'ada' }, 'CREDENTIALS_REVOKED'],
    [
      'was revoked and has expired',
      { revokedAt: NOW, revokedBy: 'ada', expiresAt: NOW },
      'CREDENTIALS_REVOKED',
    ],
  ])('is refused when it %s', (_, change, code) => {
    expect(() => principalOf({ ...key, ...change }, NOW)).toThrow(expect.objectContaining({ code }));
  });
});

describe('a key that is wanted', () => {
  it('has each role once, and may expire later', () => {
    expect(validateNewKey({ name: 'a', roles: ['reader', 'reader'], expiresAt: later }, NOW)).toEqual({
      name: 'a',
      roles: ['reader'],
      expiresAt: later,
    });
  });

  it.each([
    [{ name: '', roles: ['reader'] }, 'name'],
    [{ name: 'Ada', roles: ['reader'] }, 'name'],
    [{ name: 'oidc:ada', roles: ['reader'] }, 'name'],
    [{ name: 'x'.repeat(64), roles: ['reader'] }, 'name'],
    [{ name: 'a', roles: [] }, 'roles'],
    [{ name: 'a', roles: ['root'] }, 'roles[0]'],
    [{ name: 'a', roles: ['reader'], expiresAt: NOW }, 'expiresAt'],
  ])('is refused as %j, naming the field', (input, field) => {
    expect(() => validateNewKey(input, NOW)).toThrow(
      expect.objectContaining({ code: 'API_KEY_INVALID', field }),
    );
  });
});
