import type { Position } from './position.js';
import type { SourceRecord } from './source.js';

/** A value as YAML or JSON holds it, with the places of its parts. */
export interface SyntaxTree {
  readonly value: unknown;
  /** Where the value begins, or its key if it has one, in UTF-16 units from the start of the text. */
  readonly offset: number;
  /** By key or index; empty for scalars. */
  readonly children: ReadonlyMap<PropertyKey, SyntaxTree>;
}

export function scalarTree(value: unknown, offset: number): SyntaxTree {
  return { value, offset, children: new Map() };
}

export function mappingTree(children: ReadonlyMap<string, SyntaxTree>, offset: number): SyntaxTree {
  const value = Object.fromEntries([...children].map(([key, child]) => [key, child.value]));
  return { value, offset, children };
}

export function listTree(items: readonly SyntaxTree[], offset: number): SyntaxTree {
  return { value: items.map((it) => it.value), offset, children: new Map(items.entries()) };
}

/** A record, or each record of a list. */
export function recordsOf(tree: SyntaxTree, positionOf: (offset: number) => Position): SourceRecord[] {
  const roots = Array.isArray(tree.value) ? [...tree.children.values()] : [tree];
  return roots.map((root) => ({ value: root.value, locate: (path) => positionOf(offsetOf(root, path)) }));
}

function offsetOf(root: SyntaxTree, path: readonly PropertyKey[]): number {
  let deepest = root;
  for (const key of path) {
    const child = deepest.children.get(key);
    if (!child) break;
    deepest = child;
  }
  return deepest.offset;
}
