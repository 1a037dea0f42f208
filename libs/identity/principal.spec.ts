import { describe, expect, it } from '@jest/globals';
import { requireRole } from './principal.js';
import { roles, type Role } from './roles.js';

const holding = (...held: Role[]) => ({ actor: 'ada', roles: held });
const passes = (held: Role[], wanted: Role) => {
  try {
    requireRole(holding(...held), wanted, 'it');
    return true;
  } catch {
    return false;
  }
};

describe('a role', () => {
  it('includes those before it, and none after it', () => {
    expect(roles.map((held) => roles.filter((wanted) => passes([held], wanted)))).toEqual([
      ['reader'],
      ['reader', 'reporter'],
      ['reader', 'reporter', 'operator'],
      ['reader', 'reporter', 'operator', 'curator'],
      ['reader', 'reporter', 'operator', 'curator', 'admin'],
    ]);
  });

  it('counts when it is one of several', () => {
    expect(passes(['operator', 'reader'], 'operator')).toBe(true);
    expect(passes([], 'reader')).toBe(false);
  });

  it('is refused by a code, naming the operation, who asked, and what is missing', () => {
    expect(() => requireRole(holding('reader'), 'curator', 'retireIncident')).toThrow(
      expect.objectContaining({
        code: 'PERMISSION_DENIED',
        message: '`retireIncident` needs the role curator; ada has reader.',
      }),
    );
  });
});
