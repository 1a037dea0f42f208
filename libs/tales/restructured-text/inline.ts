import { bareLinksIn } from '../drafts/bare-links.js';
import type { Link } from '../drafts/story.js';

/** Inline markup as Markdown-like plain text, and the links that it holds. */
export function inlineText(source: string, line: number): { text: string; links: Link[] } {
  const links: Link[] = [];
  const text = source
    .replaceAll(/\s+/g, ' ')
    .trim()
    .split(/(``[^`](?:[^`]|`(?!`))*``)/)
    .map((piece, index) => (index % 2 === 1 ? piece.slice(1, -1) : withoutMarkup(piece, line, links)))
    .join('');
  return { text, links };
}

const codeRoles = [
  'command',
  'option',
  'program',
  'file',
  'code',
  'literal',
  'envvar',
  'kbd',
  'samp',
  'path',
];

function withoutMarkup(piece: string, line: number, links: Link[]): string {
  const text = piece
    .replaceAll(/:([\w:.+-]+):`([^`]+)`/g, (_, role: string, content: string) => {
      const shown = content.replace(/ ?<[^>]*>$/, '');
      return codeRoles.includes(role) ? `\`${shown}\`` : shown;
    })
    .replaceAll(/`([^`<]*)<([^`>]+)>`_{1,2}/g, (_, title: string, target: string) => {
      const url = target.replaceAll(' ', '');
      const isWeb = /^https?:/i.test(url) && URL.canParse(url);
      if (isWeb) links.push({ title: title.trim(), url, line });
      return title.trim() || target;
    })
    .replaceAll(/`([^`]+)`_{1,2}/g, '$1')
    .replaceAll(/\\(.)/g, (_, character: string) => (character === ' ' ? '' : character));
  links.push(...bareLinksIn(text).map((url) => ({ title: '', url, line })));
  return text;
}
