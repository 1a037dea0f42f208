import type { Nodes } from 'mdast';
import { bareLinksIn } from '../drafts/bare-links.js';
import type { Block, Link } from '../drafts/story.js';

export interface Prose {
  /** Plain text with lists, quotes and inline code as Markdown writes them. */
  readonly text: string;
  readonly links: Link[];
  /** Code blocks inside lists and quotes. */
  readonly excerpts: Block[];
}

/** What a node says to a reader, and the links and code blocks in it. */
export function proseOf(node: Nodes): Prose {
  const links: Link[] = [];
  const excerpts: Block[] = [];
  const text = render(node, links, excerpts).trim();
  return { text, links, excerpts };
}

function render(node: Nodes, links: Link[], excerpts: Block[]): string {
  const line = node.position?.start.line ?? 1;
  const inline = (children: readonly Nodes[], between = '') =>
    children
      .map((it) => render(it, links, excerpts))
      .filter((it) => between === '' || it !== '')
      .join(between);
  switch (node.type) {
    case 'text':
      links.push(...bareLinksIn(node.value).map((url) => ({ title: '', url, line })));
      return node.value.replaceAll('\n', ' ');
    case 'inlineCode':
      return `\`${node.value}\``;
    case 'break':
      return '\n';
    case 'code':
      excerpts.push({ kind: 'excerpt', text: node.value, line });
      return '';
    case 'html':
      return node.value.startsWith('<!--') ? '' : node.value;
    case 'image':
    case 'imageReference':
      return node.alt ?? '';
    case 'link': {
      const title = inline(node.children);
      if (/^https?:/i.test(node.url) && URL.canParse(node.url))
        links.push({ title: title === node.url ? '' : title, url: node.url, line });
      return title;
    }
    case 'list':
      return node.children
        .map((item, index) => {
          const marker = node.ordered ? `${(node.start ?? 1) + index}. ` : '- ';
          return marker + inline(item.children, '\n').replaceAll('\n', `\n${' '.repeat(marker.length)}`);
        })
        .join('\n');
    case 'blockquote':
    case 'listItem':
    case 'root':
      return inline(node.children, '\n\n');
    default:
      return 'children' in node ? inline(node.children) : '';
  }
}
