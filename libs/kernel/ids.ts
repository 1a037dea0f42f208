import { v5 } from 'uuid';

/** Fresh unique ids (UUID, lower case), handed in. */
export interface Ids {
  next(): string;
}

/** The namespace of all ids that Talekeeper derives from names (RFC 9562, section 5.5). */
const NAMESPACE = '6f9d1c52-3b7e-5d0a-9a53-0d5c8a1f4e27';

/** A UUIDv5 that depends on its parts alone: the same parts give the same id on every machine. */
export function derivedId(...parts: readonly (string | number)[]): string {
  return v5(JSON.stringify(parts), NAMESPACE);
}
