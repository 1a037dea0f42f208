import type { Root, RootContent } from 'mdast';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { draftsOf } from '../drafts/draft.js';
import { storiesIn, type Block, type Link, type Section } from '../drafts/story.js';
import type { Fault } from '../fault.js';
import { positionsIn } from '../position.js';
import type { Source } from '../source.js';
import { proseOf } from './prose.js';

/** Reads a Markdown document (CommonMark) with one story a section. */
export function readMarkdown(text: string): Source {
  const fault = tooCostly(text);
  if (fault) return { records: [], faults: [fault] };
  const document = parser.parse(withoutFrontMatter(text));
  return draftsOf(storiesIn(sectionsOf(document)));
}

/** Emphasis stays as it is written: reading it costs the square of the text in the worst case, and stack. */
const parser = unified()
  .use(remarkParse)
  .data('micromarkExtensions', [{ disable: { null: ['attention'] } }])
  .freeze();

/** The parser's time grows with the square of some documents, so these are smaller than files of other formats. */
const LENGTH_MAX = 500_000;

/** Fifty quotes or lists in one another, opened in one line: the parser and what follows it descend by recursion. */
const nested = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])){50}/m;

function tooCostly(text: string): Fault | undefined {
  if (text.length > LENGTH_MAX) {
    const reason = `The document has ${text.length} characters; the limit for Markdown is ${LENGTH_MAX}.`;
    return { line: 1, code: 'FILE_TOO_LARGE', reason };
  }
  const at = text.search(nested);
  return at < 0
    ? undefined
    : { ...positionsIn(text)(at), code: 'SYNTAX', reason: 'Quotes or lists are nested more than 50 deep.' };
}

function sectionsOf(document: Root): Section[] {
  const sections: (Section & { blocks: Block[]; links: Link[] })[] = [];
  for (const node of document.children) {
    if (node.type === 'heading') {
      const { text, links } = proseOf(node);
      sections.push({ level: node.depth, title: text, line: lineOf(node), blocks: [], links });
      continue;
    }
    const { blocks, links } = contentOf(node);
    sections.at(-1)?.blocks.push(...blocks);
    sections.at(-1)?.links.push(...links);
  }
  return sections;
}

function contentOf(node: RootContent): { blocks: Block[]; links: Link[] } {
  const line = lineOf(node);
  if (node.type === 'code') return { blocks: [{ kind: 'excerpt', text: node.value, line }], links: [] };
  if (node.type === 'definition')
    return { blocks: [], links: [{ title: node.title ?? '', url: node.url, line }] };
  const { text, links, excerpts } = proseOf(node);
  return { blocks: [...(text ? [{ kind: 'prose' as const, text, line }] : []), ...excerpts], links };
}

function lineOf(node: RootContent): number {
  return node.position?.start.line ?? 1;
}

/** A block of metadata between lines of `---` at the top is no story; its lines stay so that the others keep their numbers. */
function withoutFrontMatter(text: string): string {
  const matter = /^---\n(?:(?:[\w-]+:.*|[ \t].*|- .*|#.*)?\n)*?---[ \t]*(?:\n|$)/;
  return text.replace(matter, (it) => it.replaceAll(/[^\n]/g, ''));
}
