/** What an index is made of: numbers without an object or a pointer each. */
export type Numbers = Int32Array | Uint16Array | Uint8Array;

/** Numbers as bytes, as they are at the time of the call. */
export const numbersPart = (numbers: Numbers): Uint8Array => new Uint8Array(numbers.slice().buffer);

/** What JSON can hold as bytes. In ASCII, as to decode UTF-8 takes longer than to parse what comes out. */
export const jsonPart = (value: unknown): Uint8Array =>
  Buffer.from(JSON.stringify(value).replace(/[\u0080-\uffff]/g, escaped), 'latin1');

const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A long list, a few entries a part; they must not change until they are asked for. */
export function* listParts(entries: readonly unknown[]): Generator<Uint8Array> {
  yield jsonPart(Math.ceil(entries.length / ENTRIES));
  for (let start = 0; start < entries.length; start += ENTRIES) {
    yield jsonPart(entries.slice(start, start + ENTRIES));
  }
}

/** Few enough for a lookup to come in between, and for their text not to be a large object to the collector. */
const ENTRIES = 64;

/** Reads what was written as parts, in the same order. What it gives are copies. */
export class PartReader {
  private readonly parts: Iterator<Uint8Array>;

  constructor(parts: Iterable<Uint8Array>) {
    this.parts = parts[Symbol.iterator]();
  }

  json<Value>(): Value {
    const part = this.next();
    const text = Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('latin1');
    return JSON.parse(text) as Value;
  }

  *list<Entry>(): Generator<Entry> {
    for (let left = this.json<number>(); left > 0; left -= 1) yield* this.json<Entry[]>();
  }

  numbers<Values extends Numbers>(type: new (buffer: ArrayBuffer) => Values): Values {
    return new type(new Uint8Array(this.next()).buffer);
  }

  private next(): Uint8Array {
    const step = this.parts.next();
    if (step.done) throw new Error('A part is missing.');
    return step.value;
  }
}
