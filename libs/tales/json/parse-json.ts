import { listTree, mappingTree, scalarTree, type SyntaxTree } from '../syntax-tree.js';

/** Where and why a text is not JSON (RFC 8259) as it is read here. */
export interface JsonFault {
  readonly code: 'SYNTAX' | 'DUPLICATE_KEY';
  readonly offset: number;
  readonly reason: string;
}

/**
 * Parses JSON with the place of every part, which the language's own parser does not tell. Accepts what that one
 * accepts, except duplicate keys and more than 100 levels of nesting.
 */
export function parseJson(text: string): SyntaxTree | readonly JsonFault[] {
  const parser = new JsonParser(text);
  try {
    const tree = parser.document();
    return parser.duplicates.length > 0 ? parser.duplicates : tree;
  } catch (error) {
    if (error instanceof SyntaxFault) {
      return [...parser.duplicates, { code: 'SYNTAX', offset: error.offset, reason: error.message }];
    }
    throw error;
  }
}

const DEPTH_MAX = 100;

class SyntaxFault extends Error {
  constructor(
    readonly offset: number,
    reason: string,
  ) {
    super(reason);
  }
}

class JsonParser {
  readonly duplicates: JsonFault[] = [];
  private at = 0;

  constructor(private readonly text: string) {}

  document(): SyntaxTree {
    const tree = this.value(0);
    if (this.peek() !== '') this.fail('Nothing may follow the end of the value.');
    return tree;
  }

  private value(depth: number, keyOffset?: number): SyntaxTree {
    const first = this.peek();
    const offset = keyOffset ?? this.at;
    if (depth > DEPTH_MAX) this.fail(`The nesting is deeper than ${DEPTH_MAX} levels.`);
    if (first === '{') return this.mapping(depth, offset);
    if (first === '[') return this.list(depth, offset);
    return scalarTree(first === '"' ? this.string() : this.literal(), offset);
  }

  private mapping(depth: number, offset: number): SyntaxTree {
    const children = new Map<string, SyntaxTree>();
    for (const _ of this.entries('}')) {
      if (this.peek() !== '"') this.fail('A key in double quotes is expected here.');
      const keyOffset = this.at;
      const key = this.string();
      if (children.has(key)) {
        const reason = `The key \`${key}\` stands twice in one object.`;
        this.duplicates.push({ code: 'DUPLICATE_KEY', offset: keyOffset, reason });
      }
      this.expect(':');
      children.set(key, this.value(depth + 1, keyOffset));
    }
    return mappingTree(children, offset);
  }

  private list(depth: number, offset: number): SyntaxTree {
    const items: SyntaxTree[] = [];
    for (const _ of this.entries(']')) items.push(this.value(depth + 1));
    return listTree(items, offset);
  }

  /** Stops before each entry of a list or an object, and consumes brackets and commas. */
  private *entries(closing: ']' | '}'): Generator<void> {
    this.at += 1;
    if (this.peek() === closing) {
      this.at += 1;
      return;
    }
    for (;;) {
      yield;
      if (this.peek() === closing) break;
      this.expect(',', ` or \`${closing}\``);
    }
    this.at += 1;
  }

  private string(): string {
    const start = this.at;
    for (let end = start + 1; end < this.text.length; end += 1) {
      const character = this.text[end];
      if (character === '\\') end += 1;
      else if (character === '"') {
        this.at = end + 1;
        return this.native<string>(start, 'The text holds a raw control character or a wrong escape.');
      }
    }
    return this.fail('The closing quote of this text is missing.');
  }

  private literal(): unknown {
    const start = this.at;
    while (/[\w.+-]/.test(this.text[this.at] ?? '')) this.at += 1;
    if (start === this.at) this.fail('A value is expected here.');
    return this.native(
      start,
      `\`${this.text.slice(start, Math.min(this.at, start + 40))}\` is no JSON value.`,
    );
  }

  /** The scalar from `start` to here, read by the language itself. */
  private native<Value>(start: number, otherwise: string): Value {
    try {
      return JSON.parse(this.text.slice(start, this.at)) as Value;
    } catch {
      throw new SyntaxFault(start, otherwise);
    }
  }

  private expect(character: string, alternative = ''): void {
    if (this.peek() !== character) this.fail(`\`${character}\`${alternative} is expected here.`);
    this.at += 1;
  }

  /** The next character after white space, or nothing at the end. */
  private peek(): string {
    while (/[ \t\n\r]/.test(this.text[this.at] ?? '')) this.at += 1;
    return this.text[this.at] ?? '';
  }

  private fail(reason: string): never {
    throw new SyntaxFault(this.at, reason);
  }
}
