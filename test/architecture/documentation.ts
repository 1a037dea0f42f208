import { isSpec } from './directions.js';
import type { Sources } from './sources.js';

/** The error codes of the program: what the libs declare, and what an app answers by itself. */
export function declaredCodes(sources: Sources): Set<string> {
  const written = [...sources].filter(([path]) => !isSpec(path)).map(([, text]) => text);
  const lists = written.flatMap((text) => matches(text, /= rejections\(\[([^\]]*)\]/g));
  return new Set([
    ...lists.flatMap((list) => matches(list, /'([A-Z0-9_]+)'/g)),
    ...written.flatMap((text) => matches(text, /\bcode: '([A-Z][A-Z0-9_]+)'/g)),
    ...written.flatMap((text) => matches(text, /^ {2}([A-Z]+_[A-Z_]+): *\n? *'/gm)),
  ]);
}

const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, group = '']) => group);

/** The first cells of the table in a Markdown text whose first header is given. A cell may hold several names. */
export function firstColumn(markdown: string, header: string): string[] {
  const rows = markdown.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  const start = rows.findIndex(
    ([before, first]) => before === '' && first?.toLowerCase() === header.toLowerCase(),
  );
  if (start === -1) return [];
  const rest = rows.slice(start + 2);
  const end = rest.findIndex(([before, first]) => before !== '' || first === undefined);
  return rest
    .slice(0, end === -1 ? undefined : end)
    .flatMap(([, first = '']) => first.replaceAll('`', '').split(/, */));
}
