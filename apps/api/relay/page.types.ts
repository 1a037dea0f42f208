import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import type { Type } from '@nestjs/common';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from '../../../libs/runtime/index.js';

@ObjectType({ description: 'Where a page of a list begins and ends.' })
export class PageInfo {
  @Field({ description: 'Whether there is more after this page.' })
  hasNextPage!: boolean;
  @Field({ description: 'Whether there is more before this page.' })
  hasPreviousPage!: boolean;
  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the first entry, to be passed as `before`.',
  })
  startCursor!: string | null;
  @Field(() => String, { nullable: true, description: 'Cursor of the last entry, to be passed as `after`.' })
  endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many entries from the start at most, from 1 to ${PAGE_SIZE_MAX}; ${PAGE_SIZE_DEFAULT} when neither this nor \`last\` is given.`,
  })
  first?: number | null;
  @Field(() => String, { nullable: true, description: 'Cursor after which the page starts.' })
  after?: string | null;
  @Field(() => Int, {
    nullable: true,
    description: `How many entries from the end at most, from 1 to ${PAGE_SIZE_MAX}.`,
  })
  last?: number | null;
  @Field(() => String, { nullable: true, description: 'Cursor before which the page ends.' })
  before?: string | null;
}

export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

export interface Connection<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number | Promise<number>;
}

/** The two types that make a list of nodes a connection, as Relay's specification of connections has it. */
export function connectionType<Node extends object>(
  node: Type<Node>,
  name: string,
  [one, many]: readonly [one: string, many: string],
): Type<Connection<Node>> {
  @ObjectType(`${name}Edge`, { description: `${one} and its place in a list.` })
  class NodeEdge implements Edge<Node> {
    @Field({ description: 'Place in the list.' })
    cursor!: string;
    @Field(() => node, { description: `${one}.` })
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${many}.` })
  class NodeConnection implements Connection<Node> {
    @Field(() => [NodeEdge], { description: `The ${many} with their cursors.` })
    edges!: NodeEdge[];
    @Field(() => [node], { description: `The ${many} alone.` })
    nodes!: Node[];
    @Field(() => PageInfo, { description: 'Where the page begins and ends.' })
    pageInfo!: PageInfo;
    @Field(() => Int, { description: `How many ${many} the whole list has.` })
    totalCount!: number;
  }
  return NodeConnection;
}
