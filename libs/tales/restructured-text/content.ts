import type { Block } from '../drafts/story.js';
import { excerpt, type Content } from './blocks.js';
import { contentOfDirective } from './directive.js';
import { inlineText } from './inline.js';
import { dedent, indentOf, type Line } from './line.js';

/** Deeper lists are read as paragraphs, so that a hostile file cannot exhaust the stack. */
const DEPTH_MAX = 20;

/** The blocks below a title: prose as Markdown-like text, literal and code blocks as excerpts. */
export function contentOf(lines: readonly Line[], depth = 0): Content {
  const content: Content = { blocks: [], links: [] };
  for (let at = 0; at < lines.length;) {
    const line = lines[at] as Line;
    if (line.text === '' || isTransition(line)) {
      at += 1;
    } else {
      const block = nextBlock(lines, at, depth);
      add(content, block.content);
      at = block.end;
    }
  }
  return content;
}

interface Parsed {
  readonly content: Content;
  /** Index of the first line behind it. */
  readonly end: number;
}

function nextBlock(lines: readonly Line[], at: number, depth: number): Parsed {
  if (depth > DEPTH_MAX) return paragraph(lines, at);
  const { text } = lines[at] as Line;
  if (/^\s*\.\.(?:\s|$)/.test(text)) {
    const end = endOfIndented(lines, at);
    return { content: contentOfDirective(lines.slice(at, end), (body) => contentOf(body, depth + 1)), end };
  }
  const item = /^\s*((?:[-*+•]|(?:\d+|#)[.)]|\((?:\d+|#|[a-z])\)|[a-z]\))\s+)\S/.exec(text);
  if (item) return list(lines, at, depth);
  if (/^\s*>>> /.test(text)) return verbatim(lines, at, 'excerpt');
  if (/^\s*(?:\+-[-+]*\+|=+(?: +=+)+|\| .*)$/.test(text)) return verbatim(lines, at, 'prose');
  return paragraph(lines, at);
}

function paragraph(lines: readonly Line[], at: number): Parsed {
  const indent = indentOf(lines[at] as Line);
  let end = at;
  while (end < lines.length && indentOf(lines[end] as Line) === indent) end += 1;
  const source = lines.slice(at, end);
  const number = source[0]?.number ?? 1;
  const joined = source.map((it) => it.text.trim()).join(' ');
  const announcesLiteral = joined.endsWith('::');
  const { text, links } = inlineText(joined.replace(/(?:^|\s+)::$/, '').replace(/::$/, ':'), number);
  const content: Content = { blocks: text ? [{ kind: 'prose', text, line: number }] : [], links };
  if (!announcesLiteral) return { content, end };
  const endOfLiteral = endOfIndented(lines, end - 1, indent);
  const literal = dedent(lines.slice(end, endOfLiteral));
  if (literal.length > 0) content.blocks.push(excerpt(literal));
  return { content, end: endOfLiteral };
}

/** Items that follow each other, with or without blank lines between them, are one block. */
function list(lines: readonly Line[], start: number, depth: number): Parsed {
  const indent = indentOf(lines[start] as Line);
  const content: Content = { blocks: [], links: [] };
  const items: string[] = [];
  let sortOfList: string | undefined;
  let at = start;
  for (;;) {
    const line = lines[at];
    const marker = line && /^\s*((?:[-*+•]|(\d+|#|[a-z])[.)]|\((\d+|#|[a-z])\))\s+)\S/.exec(line.text);
    const sort = (marker?.[2] ?? marker?.[3]) ? 'enumerated' : line?.text[indent];
    if (!line || !marker || indentOf(line) !== indent || (items.length > 0 && sort !== sortOfList)) break;
    sortOfList = sort;
    const end = endOfIndented(lines, at, indent);
    const first = { text: line.text.slice(indent + (marker[1]?.length ?? 0)), number: line.number };
    const rest = lines.slice(at + 1, end);
    const gap = rest[0]?.text === '' ? [rest[0]] : [];
    const { blocks, links } = contentOf([first, ...gap, ...dedent(rest)], depth + 1);
    const label = (marker[2] ?? marker[3]) ? `${items.length + 1}. ` : '- ';
    const prose = blocks.filter((it) => it.kind === 'prose').map((it) => it.text);
    items.push(label + prose.join('\n').replaceAll('\n', `\n${' '.repeat(label.length)}`));
    add(content, { blocks: blocks.filter((it) => it.kind === 'excerpt'), links });
    at = end;
  }
  content.blocks.unshift({ kind: 'prose', text: items.join('\n'), line: lines[start]?.number ?? 1 });
  return { content, end: at };
}

function verbatim(lines: readonly Line[], at: number, kind: Block['kind']): Parsed {
  let end = at;
  while (end < lines.length && lines[end]?.text !== '') end += 1;
  return { content: { blocks: [{ ...excerpt(dedent(lines.slice(at, end))), kind }], links: [] }, end };
}

/** Index behind the lines that are indented deeper than `indent`, which begin after `at`. */
function endOfIndented(lines: readonly Line[], at: number, indent = indentOf(lines[at] as Line)): number {
  let end = at + 1;
  while (end < lines.length && indentOf(lines[end] as Line) > indent) end += 1;
  return end;
}

function isTransition({ text }: Line): boolean {
  return /^([!-/:-@[-`{-~])\1{3,}$/.test(text);
}

function add(content: Content, { blocks, links }: Content): void {
  for (const block of blocks) content.blocks.push(block);
  for (const link of links) content.links.push(link);
}
