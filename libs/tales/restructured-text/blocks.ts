import type { Block, Link } from '../drafts/story.js';
import type { Line } from './line.js';

/** What some lines say: blocks in their order, and the links in them. */
export interface Content {
  readonly blocks: Block[];
  readonly links: Link[];
}

/** Lines kept as they are. */
export function excerpt(lines: readonly Line[]): Block {
  return { kind: 'excerpt', text: lines.map((it) => it.text).join('\n'), line: lines[0]?.number ?? 1 };
}
