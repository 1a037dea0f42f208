import type { Root, RootContent } from 'mdast';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { draftsOf } from '../drafts/draft.js';
import { storiesIn, type Block, type Link, type Section } from '../drafts/story.js';
import type { Source } from '../source.js';
import { proseOf } from './prose.js';

/** Reads a Markdown document (CommonMark) with one story a section. */
export function readMarkdown(text: string): Source {
  const document = parse(withoutFrontMatter(text));
  return document
    ? draftsOf(storiesIn(sectionsOf(document)))
    : { records: [], faults: [{ line: 1, code: 'SYNTAX', reason: 'The document is nested too deeply.' }] };
}

/** The library descends into nested quotes and lists by recursion, so a hostile file can exhaust the stack. */
function parse(text: string): Root | undefined {
  try {
    return unified().use(remarkParse).parse(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
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
