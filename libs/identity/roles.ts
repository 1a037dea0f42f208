/** What a caller may do. Each role includes all those before it. */
export const roles = ['reader', 'reporter', 'operator', 'curator', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Whether one of the roles that are held is the wanted one or a higher one. */
export function grants(held: readonly Role[], wanted: Role): boolean {
  return held.some((role) => roles.indexOf(role) >= roles.indexOf(wanted));
}
