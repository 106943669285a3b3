import type { CsvCursor } from "./csvCursor.ts";

/** The index of a text that is not in the index. */
const NONE = -1;
/** How many texts are cut from one decoded string. */
const BLOCK = 1024;

/**
 * The distinct texts of a column, numbered in order of first appearance. They are kept as UTF-8 in one buffer, under a hash table in
 * typed arrays: tens of thousands of strings in a `Map` take many times as long to create and to collect.
 */
export class TextIndex {
  /** The number of texts. */
  size = 0;
  #bytes = Buffer.alloc(8192);
  /** Where each text ends in `#bytes`, at `index + 1`. */
  #ends = new Int32Array(513);
  #hashes = new Int32Array(512);
  #lines = new Float64Array(512);
  /** Open addressing: a text's index is in the first free slot from its hash on; at least half the slots are free. */
  #places = new Int32Array(1024).fill(NONE);
  #ascii = true;

  /**
   * Reads the field at the cursor.
   * @returns its index, which equals the previous `size` if the text is new
   */
  read(cursor: CsvCursor): number {
    const { bytes, at, line } = cursor;
    if (cursor.skipPlainField()) return this.#read(bytes, at, cursor.at, line);
    const text = Buffer.from(cursor.readField());
    this.#ascii &&= text.every((byte) => byte < 128);
    return this.#read(text, 0, text.length, line);
  }

  /** The index of the text between `start` and `end` of `bytes`, or `NONE`. */
  #find(bytes: Uint8Array, start: number, end: number, key: number): number {
    const places = this.#places;
    const mask = places.length - 1;
    for (let place = key & mask, index; (index = places[place]!) !== NONE; place = (place + 1) & mask) {
      if (this.#hashes[index] === key && this.#equals(index, bytes, start, end)) return index;
    }
    return NONE;
  }

  /**
   * Adds a new text.
   * @param line where it is
   */
  #add(bytes: Uint8Array, start: number, end: number, key: number, line: number): number {
    const index = this.size++;
    this.#place(index, key);
    this.#hashes[index] = key;
    this.#lines[index] = line;
    this.#append(index, bytes, start, end);
    if (this.size === this.#lines.length) this.#grow();
    return index;
  }

  textOf(index: number): string {
    return this.#bytes.toString("utf8", this.#ends[index], this.#ends[index + 1]);
  }

  /** The length of a text in bytes. */
  bytesOf(index: number): number {
    return this.#ends[index + 1]! - this.#ends[index]!;
  }

  /** The line on which a text first appears. */
  lineOf(index: number): number {
    return this.#lines[index]!;
  }

  /** All texts from an index on. */
  texts(from = 0): string[] {
    const { size } = this;
    if (!this.#ascii) return Array.from({ length: size - from }, (_, index) => this.textOf(from + index));
    const ends = this.#ends;
    const texts: string[] = [];
    // Taking a substring is several times as fast as decoding bytes.
    for (let first = from; first < size; first += BLOCK) {
      const next = Math.min(first + BLOCK, size);
      const start = ends[first]!;
      const block = this.#bytes.toString("latin1", start, ends[next]);
      for (let i = first; i < next; i++) texts.push(block.substring(ends[i]! - start, ends[i + 1]! - start));
    }
    return texts;
  }

  #read(bytes: Uint8Array, start: number, end: number, line: number): number {
    const key = spread(fnv1a(bytes, start, end));
    const index = this.#find(bytes, start, end, key);
    return index === NONE ? this.#add(bytes, start, end, key, line) : index;
  }

  #place(index: number, key: number): void {
    const places = this.#places;
    const mask = places.length - 1;
    let place = key & mask;
    while (places[place] !== NONE) place = (place + 1) & mask;
    places[place] = index;
  }

  #equals(index: number, bytes: Uint8Array, start: number, end: number): boolean {
    const own = this.#bytes;
    let at = this.#ends[index]!;
    if (this.#ends[index + 1]! - at !== end - start) return false;
    for (let other = start; other < end; other++) if (own[at++] !== bytes[other]) return false;
    return true;
  }

  #append(index: number, bytes: Uint8Array, start: number, end: number): void {
    let to = this.#ends[index]!;
    const length = to + end - start;
    if (length > this.#bytes.length) {
      const larger = Buffer.alloc(2 * length);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    const own = this.#bytes;
    for (let at = start; at < end; at++) own[to++] = bytes[at]!;
    this.#ends[index + 1] = length;
  }

  #grow(): void {
    const { size } = this;
    const ends = new Int32Array(size * 4 + 1);
    const hashes = new Int32Array(size * 4);
    const lines = new Float64Array(size * 4);
    ends.set(this.#ends);
    hashes.set(this.#hashes);
    lines.set(this.#lines);
    this.#ends = ends;
    this.#hashes = hashes;
    this.#lines = lines;
    this.#places = new Int32Array(size * 8).fill(NONE);
    for (let index = 0; index < size; index++) this.#place(index, hashes[index]!);
  }
}

function fnv1a(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return hash;
}

/** Mixes the hash's upper bits into the lower ones, which choose the slot. */
const spread = (hash: number): number => (hash | 0) ^ (hash >>> 15);
