import { Lexer } from 'yaml';

/** Records have 4 levels; the parser descends by recursion and exhausts the stack at about 700. */
const DEPTH_MAX = 100;

/**
 * The offset at which a text is nested too deeply to be parsed, if there is one. This must be known beforehand:
 * when the stack runs out while a regular expression is being compiled, V8 ends the whole process.
 *
 * Counts an upper bound: in block style the indentation of a line in columns and its indicators (`-`, `?`, `:`), in
 * flow style the open brackets and, for each, the indicators since its last comma.
 */
export function tooDeepAt(text: string): number | undefined {
  /** One entry for the block style around, and one for each open bracket. */
  const levels = [0];
  let depth = 0;
  let offset = 0;
  let startsLine = true;
  let isScalar = false;
  const setInnermost = (value: number) => {
    depth += value - (levels.pop() ?? 0);
    levels.push(value);
  };
  for (const token of new Lexer().lex(text)) {
    if (markers.includes(token)) {
      isScalar = token === SCALAR_FOLLOWS;
      continue;
    }
    const inBlock = levels.length === 1;
    if (!isScalar && (token === '[' || token === '{')) {
      levels.push(0);
      setInnermost(1);
    } else if (!isScalar && !inBlock && (token === ']' || token === '}')) {
      setInnermost(0);
      levels.pop();
    } else if (!isScalar && !inBlock && token === ',') {
      setInnermost(1);
    } else if (!isScalar && ['-', '?', ':'].includes(token)) {
      setInnermost((levels.at(-1) ?? 0) + 1);
      if (depth > DEPTH_MAX) return offset;
    } else if (inBlock && token.endsWith('\n')) {
      setInnermost(0);
    } else if (inBlock && startsLine && /^ +$/.test(token)) {
      setInnermost(token.length);
    }
    if (levels.length > DEPTH_MAX) return offset;
    startsLine = token.endsWith('\n');
    offset += token.length;
    isScalar = false;
  }
  return undefined;
}

const SCALAR_FOLLOWS = '\u001f';
/** Tokens of the lexer that stand for no text: start of a document, end of a broken bracket, a scalar comes next. */
const markers = ['\u0002', '\u0018', SCALAR_FOLLOWS];
