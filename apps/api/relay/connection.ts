import { cursorOf, type Page } from '../../../libs/runtime/index.js';
import type { Connection } from './page.types.js';

/** A page as a Relay connection; `order` is what it is sorted by, which its cursors are good for. */
export function connection<Entry, Node>(
  page: Page<Entry>,
  order: string,
  present: (entry: Entry) => Node,
): Connection<Node> {
  const edges = page.entries.map(({ place, entry }) => ({
    cursor: cursorOf(order, place),
    node: present(entry),
  }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    /** Counted only where it is asked for. */
    get totalCount() {
      return page.totalCount();
    },
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
