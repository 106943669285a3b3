import type { CountedDraw, Tally } from "./recordStore.ts";

/** The sum of a model's draws that are not stored yet. */
export interface OwedTally extends Tally {
  readonly dataset: string;
}

/** Counted draws that wait to be stored together: those that arrive while others are being stored share the next turn. */
export class OwedDraws {
  readonly #store: (owed: readonly OwedTally[]) => Promise<void>;
  #owed = new Map<string, OwedTally>();
  #current: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  /** @param store adds to the tallies, all or none; if it fails, they remain owed */
  constructor(store: (owed: readonly OwedTally[]) => Promise<void>) {
    this.#store = store;
  }

  count(dataset: string, { model, records, right }: CountedDraw): void {
    this.#add({ dataset, model, draws: 1, records, right });
  }

  /** Stores everything counted so far. */
  save(): Promise<void> {
    this.#next ??= this.#current
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        return (this.#current = this.#storeAll());
      });
    return this.#next;
  }

  async #storeAll(): Promise<void> {
    const owed = [...this.#owed.values()];
    if (owed.length === 0) return;
    this.#owed = new Map();
    try {
      await this.#store(owed);
    } catch (error) {
      for (const tally of owed) this.#add(tally);
      throw error;
    }
  }

  #add(tally: OwedTally): void {
    const key = JSON.stringify([tally.dataset, tally.model]);
    this.#owed.set(key, sumOf(this.#owed.get(key), tally));
  }
}

/** One tally added to another, if there is one. */
export function sumOf<T extends Tally>(one: Tally | undefined, other: T): T {
  if (!one) return other;
  const { draws, records, right } = one;
  return { ...other, draws: draws + other.draws, records: records + other.records, right: right + other.right };
}
