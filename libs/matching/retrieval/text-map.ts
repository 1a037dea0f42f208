/**
 * Values by strings that are parts of texts: a map that is asked with offsets, so that nobody has to cut a string out
 * of the text first. To cut and hash one for each word is most of the work of reading many texts.
 */
export class TextMap<Value> {
  private readonly keys: string[] = [];
  private readonly values: Value[] = [];
  private readonly hashes: number[] = [];
  /** Open addressing; one more than the place of a key, or 0. At most half of the slots are in use. */
  private slots = new Int32Array(SLOTS_MIN);

  /** The value of the part of a text; what `make` returns is kept if there is none. */
  getOrMake(text: string, start: number, end: number, make: (part: string) => Value): Value {
    const hash = hashOf(text, start, end);
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const place = this.slots[slot]! - 1;
      if (place < 0) return this.add(slot, hash, text.slice(start, end), make);
      const key = this.keys[place]!;
      if (this.hashes[place] === hash && key.length === end - start && text.startsWith(key, start)) {
        return this.values[place]!;
      }
    }
  }

  clear(): void {
    this.keys.length = this.values.length = this.hashes.length = 0;
    this.slots = new Int32Array(SLOTS_MIN);
  }

  private add(slot: number, hash: number, key: string, make: (part: string) => Value): Value {
    const value = make(key);
    this.values.push(value);
    this.hashes.push(hash);
    this.slots[slot] = this.keys.push(key);
    if (this.keys.length * 2 > this.slots.length) this.grow();
    return value;
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    const mask = this.slots.length - 1;
    for (const [place, hash] of this.hashes.entries()) {
      let slot = hash & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = place + 1;
    }
  }
}

const SLOTS_MIN = 1_024;

/** FNV-1a over UTF-16 units, with the upper bits folded into those that choose a slot. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}
