/** Shorter literals occur in too many lines to be worth looking for. */
const LITERAL_UNITS_MIN = 4;

/**
 * Literals of which every line that matches the pattern holds at least one, in lower case; undefined when no such set
 * is evident. It may miss literals, but never names one that a matching line can do without: what it does not
 * understand counts as "anything".
 */
export function requiredLiterals(pattern: string): readonly string[] | undefined {
  const reader = { pattern, at: 0 };
  const literals = readAlternatives(reader);
  return reader.at === pattern.length ? literals : undefined;
}

interface Reader {
  readonly pattern: string;
  at: number;
}
type Literals = readonly string[] | undefined;

function readAlternatives(reader: Reader): Literals {
  const branches = [readSequence(reader)];
  while (reader.pattern[reader.at] === '|') {
    reader.at += 1;
    branches.push(readSequence(reader));
  }
  return branches.every((it) => it !== undefined) ? branches.flat() : undefined;
}

/** The best that one of the parts of a sequence requires. */
function readSequence(reader: Reader): Literals {
  let best: Literals;
  let run = '';
  const consider = (found: Literals) => {
    if (found && (!best || shortest(found) > shortest(best))) best = found;
  };
  const endRun = () => {
    if (run.length >= LITERAL_UNITS_MIN) consider([run]);
    run = '';
  };
  while (reader.at < reader.pattern.length && !'|)'.includes(reader.pattern[reader.at]!)) {
    const atom = readAtom(reader);
    const repeat = readRepeat(reader);
    if (atom.literal !== undefined && repeat === 'once') run += atom.literal;
    else {
      endRun();
      if (repeat !== 'optional') consider(atom.required);
    }
  }
  endRun();
  return best;
}

const shortest = (literals: readonly string[]) => Math.min(...literals.map((it) => it.length));

interface Atom {
  /** The one character that it stands for, folded. */
  readonly literal?: string;
  readonly required?: Literals;
}

function readAtom(reader: Reader): Atom {
  const { pattern } = reader;
  const character = pattern[reader.at++]!;
  if (character === '(') {
    const flags = /^\?(?:P?<\w+>|[a-zA-Z]*(?:-[a-zA-Z]+)?(:|(?=\))))/.exec(pattern.slice(reader.at));
    if (flags) reader.at += flags[0].length;
    const required = readAlternatives(reader);
    reader.at += 1;
    return { required };
  }
  if (character === '[') return skipClass(reader);
  if (character === '\\') return readEscape(reader);
  if ('.^$'.includes(character)) return {};
  return literalOf(character);
}

function skipClass(reader: Reader): Atom {
  const body = /^\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]/s.exec(reader.pattern.slice(reader.at));
  reader.at += body ? body[0].length : reader.pattern.length;
  return {};
}

/** An escaped punctuation mark stands for itself; `\Q`, `\x41` and the like are passed over with what follows. */
function readEscape(reader: Reader): Atom {
  const escaped = reader.pattern[reader.at++] ?? '';
  if (/[^\w\s]/.test(escaped)) return literalOf(escaped);
  const rest = reader.pattern.slice(reader.at);
  if (escaped === 'Q') reader.at += rest.includes('\\E') ? rest.indexOf('\\E') + 2 : rest.length;
  else if (/[pPx]/.test(escaped)) reader.at += /^(?:\{[^}]*\}|[0-9a-fA-F]{2}|.)/s.exec(rest)?.[0].length ?? 0;
  else if (/\d/.test(escaped)) reader.at += /^\d*/.exec(rest)![0].length;
  return {};
}

/** Only ASCII: other letters may fold to a different spelling than the line's. */
function literalOf(character: string): Atom {
  return character <= '~' ? { literal: character.toLowerCase() } : {};
}

function readRepeat(reader: Reader): 'once' | 'optional' | 'repeated' {
  const found = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(reader.pattern.slice(reader.at));
  if (!found) return 'once';
  reader.at += found[0].length;
  return found[0][0] === '+' || Number(found[1] ?? 0) > 0 ? 'repeated' : 'optional';
}
