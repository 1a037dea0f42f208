import type { Role } from './roles.js';
import { roles } from './roles.js';

/** What an identity provider calls our roles: for each, the values of its claim that stand for it. */
export type RoleNames = Readonly<Partial<Record<Role, readonly string[]>>>;

/**
 * The roles that a token's claims give. `claim` is the claim's name, or a path of names joined by dots such as
 * `realm_access.roles`; its value is one name, several apart by spaces, or a list of names.
 */
export function rolesOfClaims(
  claims: Readonly<Record<string, unknown>>,
  claim: string,
  names: RoleNames,
): Role[] {
  const values = valuesOf(claims[claim] ?? claim.split('.').reduce<unknown>(member, claims));
  return roles.filter((role) => names[role]?.some((name) => values.includes(name)));
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function valuesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' ? [value, ...value.split(/\s+/)] : [];
}
