import { Field, ID, InterfaceType } from '@nestjs/graphql';

@InterfaceType({
  description: 'Something with a life of its own, which `node` gives again for its `id`.',
  resolveType: ({ __typename }: { __typename: string }) => __typename,
})
export abstract class Node {
  @Field(() => ID, { description: 'Identifies it among everything there is, and never changes.' })
  id!: string;
}

/** What ids of nodes begin with. The id of a symptom report is its UUID, which needs no prefix. */
const PREFIXES = { incident: 'incident-', event: 'event-' } as const;
type Kind = keyof typeof PREFIXES;

/** The global id of a node that has the given key among its kind. */
export const nodeId = (kind: Kind, key: string): string => `${PREFIXES[kind]}${key}`;

/** What a global id is the id of. */
export function readNodeId(id: string): { readonly kind: Kind | 'report'; readonly key: string } {
  for (const [kind, prefix] of Object.entries(PREFIXES) as [Kind, string][]) {
    if (id.startsWith(prefix)) return { kind, key: id.slice(prefix.length) };
  }
  return { kind: 'report', key: id };
}
