import { describe, expect, it } from '@jest/globals';
import { bearerCredentials } from './bearer.js';
import { rolesOfClaims } from './token-roles.js';

describe('the header Authorization', () => {
  it.each([
    ['Bearer tk_1_a', 'tk_1_a'],
    ['bearer  tk_1_a ', 'tk_1_a'],
    ['BEARER a.b-c~d+e/f=', 'a.b-c~d+e/f='],
  ])('%j carries %j', (header, credentials) => {
    expect(bearerCredentials(header)).toBe(credentials);
  });

  it.each([
    [undefined, 'CREDENTIALS_MISSING'],
    ['', 'CREDENTIALS_MISSING'],
    ['Basic YWRhOnNlY3JldA==', 'CREDENTIALS_INVALID'],
    ['Bearer', 'CREDENTIALS_INVALID'],
    ['Bearer one two', 'CREDENTIALS_INVALID'],
    ['Bearer schlüssel', 'CREDENTIALS_INVALID'],
    [`Bearer ${'x'.repeat(16_385)}`, 'CREDENTIALS_INVALID'],
  ])('%j is refused by %s, and not repeated', (header, code) => {
    expect(() => bearerCredentials(header)).toThrow(
      expect.objectContaining({ code, message: expect.not.stringMatching(/YWRh|schl|xxxx|one/) }),
    );
  });
});

describe('the roles in the claims of a token', () => {
  const names = { reader: ['staff', 'everybody'], curator: ['sre leads'] };

  it.each([
    ['a list', { roles: ['staff', 'other'] }, 'roles', ['reader']],
    ['words apart by spaces', { scope: 'openid staff' }, 'scope', ['reader']],
    ['one name with a space in it', { group: 'sre leads' }, 'group', ['curator']],
    [
      'a list deep inside',
      { realm_access: { roles: ['sre leads', 'staff'] } },
      'realm_access.roles',
      ['reader', 'curator'],
    ],
    [
      'a claim whose name has dots',
      { 'https://example.org/roles': ['staff'] },
      'https://example.org/roles',
      ['reader'],
    ],
    ['nothing', {}, 'roles', []],
    ['something else', { roles: { staff: true } }, 'roles', []],
    ['what every object has', { roles: {} }, 'roles.constructor.name', []],
    ["a role by our own name, which is not the provider's", { roles: ['admin'] }, 'roles', []],
  ])('are read out of %s', (_, claims, claim, expected) => {
    expect(rolesOfClaims(claims, claim, names)).toEqual(expected);
  });
});
