/** Treats names that differ only in case, or in how their accents are stored, as one name. */
export class Spellings {
  /** For each name, how often each spelling occurs, in order of appearance. */
  readonly #ways = new Map<string, Map<string, number>>();

  constructor(names: Iterable<string | undefined>) {
    for (const name of names) {
      if (name === undefined) continue;
      const ways = this.#ways.get(keyOf(name)) ?? new Map<string, number>();
      this.#ways.set(keyOf(name), ways.set(name, (ways.get(name) ?? 0) + 1));
    }
  }

  /** The most frequent spelling of a name. */
  of(name: string): string {
    const ways = [...(this.#ways.get(keyOf(name)) ?? [[name, 1] as const])];
    return ways.reduce((a, b) => (b[1] > a[1] ? b : a))[0];
  }

  /** The names with several spellings, the most frequent spelling first. */
  several(): string[][] {
    return [...this.#ways.values()]
      .filter(({ size }) => size > 1)
      .map((ways) => [...ways].sort((a, b) => b[1] - a[1]).map(([name]) => name));
  }
}

function keyOf(name: string): string {
  return name.normalize("NFC").toLowerCase();
}
