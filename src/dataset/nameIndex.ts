const NONE = -1;

/**
 * Remembers on which line each name of a table stands: a hash table in typed arrays, as a `Map` of 80,000 names takes many times as long
 * to grow and to be collected.
 */
export class NameIndex {
  readonly #names: string[] = [];
  #lines = new Float64Array(512);
  #hashes = new Int32Array(512);
  /** Open addressing: the index of a name at the first free place from its hash on; at least half the places are free. */
  #places = new Int32Array(1024).fill(NONE);

  /** Adds a name, or gives the line of the one that is there. */
  add(name: string, line: number): number | undefined {
    const hash = hashOf(name);
    const places = this.#places;
    const mask = places.length - 1;
    let place = hash & mask;
    for (let index; (index = places[place]!) !== NONE; place = (place + 1) & mask) {
      if (this.#hashes[index] === hash && this.#names[index] === name) return this.#lines[index];
    }
    const index = this.#names.push(name) - 1;
    places[place] = index;
    this.#lines[index] = line;
    this.#hashes[index] = hash;
    if (index + 1 === this.#lines.length) this.#grow();
    return undefined;
  }

  #grow(): void {
    const names = this.#names.length;
    const lines = new Float64Array(names * 4);
    const hashes = new Int32Array(names * 4);
    const places = new Int32Array(names * 8).fill(NONE);
    const mask = places.length - 1;
    lines.set(this.#lines);
    hashes.set(this.#hashes);
    for (let index = 0; index < names; index++) {
      let place = hashes[index]! & mask;
      while (places[place] !== NONE) place = (place + 1) & mask;
      places[place] = index;
    }
    this.#lines = lines;
    this.#hashes = hashes;
    this.#places = places;
  }
}

/** FNV-1a over the UTF-16 units, its upper bits mixed into the lower ones. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}
