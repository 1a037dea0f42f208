import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { cursorOf, type Page } from '../../libs/runtime/index.js';

@ObjectType({ description: 'Where a page of a list ends.' })
export class PageInfo {
  @Field({ description: 'Whether there is more after this page.' })
  hasNextPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Cursor of the last entry, to be passed as `after`.' })
  endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: 'How many entries at most, from 1 to 100.' })
  first!: number;
  @Field(() => String, { nullable: true, description: 'Cursor after which the page starts.' })
  after?: string | null;
}

/** A page in the shape of a Relay connection. */
export function connection<Entry, Node>(page: Page<Entry>, present: (entry: Entry) => Node) {
  const edges = page.entries.map(({ cursor, entry }) => ({ cursor: cursorOf(cursor), node: present(entry) }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    totalCount: page.totalCount,
    pageInfo: { hasNextPage: page.hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
  };
}
