import type { Signature } from '../incident/index.js';
import { compileSignature, type SignatureTest } from './compile-signature.js';
import { limits } from './limits.js';
import type { LogLine } from './query.js';
import { requiredLiterals } from './required-literals.js';

export interface SignatureHit {
  readonly owner: number;
  readonly signature: Signature;
  /** The first line that it matches. */
  readonly line: LogLine;
  /** The lines that it matches of those that are compared with recorded ones. */
  readonly explains: ReadonlySet<string>;
}

interface Entry {
  readonly owner: number;
  readonly signature: Signature;
  readonly test: SignatureTest;
  readonly literals: readonly string[] | undefined;
}

/**
 * All signatures of the collection, tried on all lines. A line is slid over once, four characters at a time; only the
 * signatures whose required literal begins there are tried, so that thousands of lines meet hundreds of patterns in
 * milliseconds. Patterns without such a literal are tried on every line, as far as the budget goes.
 */
export class SignatureIndex {
  private readonly entries = new Map<number, Entry[]>();
  private readonly byGram = new Map<number, Set<Entry>>();
  private readonly unfiltered = new Set<Entry>();
  private count = 0;

  /** Sets the signatures of an owner. Throws `SIGNATURE_INVALID`, and then keeps those that it had. */
  put(owner: number, signatures: readonly Signature[]): void {
    const added = signatures.map((signature) => ({
      owner,
      signature,
      test: compileSignature(signature.pattern),
      literals: requiredLiterals(signature.pattern),
    }));
    this.remove(owner);
    if (added.length > 0) this.entries.set(owner, added);
    this.count += added.length;
    for (const entry of added) {
      if (!entry.literals) this.unfiltered.add(entry);
      for (const literal of entry.literals ?? []) {
        const gram = gramAt(literal, 0);
        this.byGram.set(gram, (this.byGram.get(gram) ?? new Set()).add(entry));
      }
    }
  }

  remove(owner: number): void {
    for (const entry of this.entries.get(owner) ?? []) {
      this.count -= 1;
      this.unfiltered.delete(entry);
      for (const literal of entry.literals ?? []) {
        const gram = gramAt(literal, 0);
        this.byGram.get(gram)?.delete(entry);
        if (this.byGram.get(gram)?.size === 0) this.byGram.delete(gram);
      }
    }
    this.entries.delete(owner);
  }

  /**
   * The signatures that match a line, each with the first one, in the order of the lines; and all that they match of the
   * lines that are `compared`.
   */
  scan(lines: readonly LogLine[], compared: ReadonlySet<string> = new Set()): SignatureHit[] {
    const hits = new Map<Entry, SignatureHit & { readonly explains: Set<string> }>();
    const spent = new Map<Entry, number>();
    const share = limits.signatureUnits / Math.max(1, this.count);
    const attempt = (entry: Entry, line: LogLine, tried: string) => {
      const units = (spent.get(entry) ?? 0) + tried.length;
      spent.set(entry, units);
      if (units > share && units > limits.logLineUnits * 4) return;
      if (!entry.test(tried)) return;
      const { owner, signature } = entry;
      const hit = hits.get(entry) ?? { owner, signature, line, explains: new Set() };
      hits.set(entry, hit);
      if (compared.has(line.line)) hit.explains.add(line.line);
    };
    for (const line of lines) {
      const isOpen = (entry: Entry) => compared.has(line.line) || !hits.has(entry);
      const tried = line.tried ?? line.line;
      for (const entry of this.candidatesFor(tried)) if (isOpen(entry)) attempt(entry, line, tried);
      for (const entry of this.unfiltered) if (isOpen(entry)) attempt(entry, line, tried);
    }
    return [...hits.values()];
  }

  private candidatesFor(line: string): Set<Entry> {
    const candidates = new Set<Entry>();
    if (this.byGram.size === 0) return candidates;
    const folded = line.toLowerCase().replaceAll('ſ', 's');
    for (let at = 0; at + 4 <= folded.length; at += 1) {
      for (const entry of this.byGram.get(gramAt(folded, at)) ?? []) {
        if (entry.literals!.some((literal) => folded.startsWith(literal, at))) candidates.add(entry);
      }
    }
    return candidates;
  }
}

/** Four characters as one number, of which only the lowest seven bits count: a filter, not a proof. */
function gramAt(text: string, at: number): number {
  return (
    ((text.charCodeAt(at) & 127) << 21) |
    ((text.charCodeAt(at + 1) & 127) << 14) |
    ((text.charCodeAt(at + 2) & 127) << 7) |
    (text.charCodeAt(at + 3) & 127)
  );
}
