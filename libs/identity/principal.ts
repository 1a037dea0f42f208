import { reject } from './rejections.js';
import { grants, type Role } from './roles.js';

/** Who makes a request, as far as it was proven. */
export interface Principal {
  /** The name that events keep: that of the key, or the subject of the token. */
  readonly actor: string;
  readonly roles: readonly Role[];
  /** The API key that proves it; absent for whoever came with a token of an identity provider. */
  readonly keyId?: string;
}

/** Lets a principal pass who has the role or a higher one. `what` names the operation. Throws PERMISSION_DENIED. */
export function requireRole({ actor, roles: held }: Principal, role: Role, what: string): void {
  if (grants(held, role)) return;
  throw reject('PERMISSION_DENIED', {
    message: `\`${what}\` needs the role ${role}; ${actor} has ${held.join(', ') || 'none'}.`,
    remedy: 'Use a key or a token with that role; whoever has the role admin can create one.',
  });
}
