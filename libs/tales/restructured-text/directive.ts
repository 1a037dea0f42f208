import { excerpt, type Content } from './blocks.js';
import { inlineText } from './inline.js';
import { dedent, type Line } from './line.js';

/** What stands behind `..`: a directive, a link target, or a comment, which tells nothing. `read` reads what is in it. */
export function contentOfDirective(
  [head, ...rest]: readonly Line[],
  read: (lines: readonly Line[]) => Content,
): Content {
  const nothing: Content = { blocks: [], links: [] };
  if (!head) return nothing;
  const target = /^\s*\.\. _`?([^`:]+)`?:\s+(https?:\S+)$/.exec(head.text);
  if (target?.[1] && target[2] && URL.canParse(target[2])) {
    return { blocks: [], links: [{ title: target[1], url: target[2], line: head.number }] };
  }
  const footnote = /^\s*\.\. \[[^\]]+\]\s+(.*)$/.exec(head.text);
  if (footnote) return read([{ ...head, text: footnote[1] ?? '' }, ...dedent(rest)]);
  const directive = /^\s*\.\. (?:\|[^|]+\| )?([\w:+.-]+?)::\s*(.*)$/.exec(head.text);
  if (!directive?.[1] || silent.includes(directive[1])) return nothing;
  const [, name, argument = ''] = directive;
  const body = dedent(withoutOptions(rest));
  if (code.includes(name)) return body.length > 0 ? { blocks: [excerpt(body)], links: [] } : nothing;
  const { text, links } = inlineText(argument, head.number);
  const content = read(body);
  return {
    blocks: [...(text ? [{ kind: 'prose' as const, text, line: head.number }] : []), ...content.blocks],
    links: [...links, ...content.links],
  };
}

const code = ['code-block', 'code', 'sourcecode', 'parsed-literal', 'prompt', 'console', 'terminal'];
/** Directives that say nothing about the story; the text of all others is kept. */
const silent = [
  'image',
  'toctree',
  'contents',
  'index',
  'raw',
  'meta',
  'highlight',
  'include',
  'literalinclude',
  'default-role',
  'role',
];

function withoutOptions(lines: readonly Line[]): readonly Line[] {
  const end = lines.findIndex((it) => !/^\s+:[\w-]+:(?:\s|$)/.test(it.text));
  return end < 0 ? [] : lines.slice(end);
}
