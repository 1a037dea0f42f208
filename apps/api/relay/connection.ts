import { cursorOf, type Page } from '../../../libs/runtime/index.js';
import type { Connection } from './page.types.js';

/**
 * A page as a Relay connection; `order` is what it is sorted by, which its cursors are good for. Cursors are written and
 * entries are counted only where somebody asks for them.
 */
export function connection<Entry, Node>(
  { entries, hasNextPage, hasPreviousPage, totalCount }: Page<Entry>,
  order: string,
  present: (entry: Entry) => Node,
): Connection<Node> {
  const nodes = entries.map(({ entry }) => present(entry));
  const cursorAt = (index: number) => {
    const place = entries.at(index)?.place;
    return place ? cursorOf(order, place) : null;
  };
  return {
    nodes,
    get edges() {
      return nodes.map((node, index) => ({ cursor: cursorAt(index)!, node }));
    },
    get totalCount() {
      return totalCount();
    },
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      get startCursor() {
        return cursorAt(0);
      },
      get endCursor() {
        return cursorAt(-1);
      },
    },
  };
}
