import type { HeldOutRecord } from "../draw/deployment.ts";

/** The sum of one model's draws. */
export interface Tally {
  readonly model: string;
  /** How many draws were made, of five records or any other number. */
  readonly draws: number;
  /** How many records that makes. */
  readonly records: number;
  /** How many of them were predicted correctly. */
  readonly right: number;
}

/** What is counted of a draw. */
export interface CountedDraw {
  readonly model: string;
  readonly records: number;
  readonly right: number;
}

/**
 * Stores the held-out records of data sets, and counts draws. When a promise resolves, what was written survives the end of this
 * process, however it ends.
 */
export interface RecordStore {
  /** "embedded" or "MongoDB", for people. */
  readonly kind: string;
  /** After this many milliseconds without a response the store counts as failing, so a visitor waits this long once; may be infinite. */
  readonly patience: number;
  /** Stores the held-out records of a data set, all or none; does nothing if they are already stored. */
  putRecords(dataset: string, records: readonly HeldOutRecord[]): Promise<void>;
  /** The number of stored records of a data set; 0 if it isn't stored, or not completely. */
  countRecords(dataset: string): Promise<number>;
  /**
   * The records with these numbers, in this order.
   * @throws RangeError if a number isn't stored
   */
  takeRecords(dataset: string, rows: readonly number[]): Promise<HeldOutRecord[]>;
  /** Adds a draw to those that `saveDraws` stores. */
  countDraw(dataset: string, draw: CountedDraw): void;
  /** Adds all counted draws to their models' tallies. If it fails they are not lost: the next call adds them, each once. */
  saveDraws(): Promise<void>;
  /** The stored tallies of a data set, by model. */
  tallies(dataset: string): Promise<Tally[]>;
  /** Fails if the store can't be used. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

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
