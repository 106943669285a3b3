import type { HeldOutRecord } from "../draw/deployment.ts";
import type { Tell } from "../tell.ts";
import type { CountedDraw, RecordStore, Tally } from "./recordStore.ts";

/** The time limit for closing, in milliseconds. */
const CLOSING = 2000;
/** Between checks whether the store is back, in milliseconds. */
const RETRY = 2000;

/**
 * The page's held-out records and the tally of its draws. They are kept in a store, but work continues while it fails: records then
 * come from memory, and draws are counted once the store is back.
 */
export class SteadyRecords {
  readonly #store: RecordStore;
  readonly #dataset: string;
  readonly #records: readonly HeldOutRecord[];
  readonly #tell: Tell;
  #tallies: readonly Tally[] = [];
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(store: RecordStore, dataset: string, records: readonly HeldOutRecord[], tell: Tell) {
    this.#store = store;
    this.#dataset = dataset;
    this.#records = records;
    this.#tell = tell;
  }

  /** Takes over a store that currently works, and stores the records in it. */
  static async create(
    store: RecordStore,
    {
      dataset,
      records,
      tell,
    }: { readonly dataset: string; readonly records: readonly HeldOutRecord[]; readonly tell: Tell },
  ): Promise<SteadyRecords> {
    const steady = new SteadyRecords(store, dataset, records, tell);
    await store.putRecords(dataset, records).catch((error: unknown) => steady.#fail(error));
    return steady;
  }

  /** "embedded" or "MongoDB", for people. */
  get kind(): string {
    return this.#store.kind;
  }

  /** The number of records. */
  get total(): number {
    return this.#records.length;
  }

  /** Whether the store is in use; otherwise memory stands in for it. */
  get isUp(): boolean {
    return this.#retry === undefined;
  }

  /** The records with these numbers, in this order. */
  takeRecords(rows: readonly number[]): Promise<readonly HeldOutRecord[]> {
    return this.#try(
      () => this.#store.takeRecords(this.#dataset, rows),
      () => rows.map((row) => this.#records[row]!),
    );
  }

  /** Counts a draw. When this resolves, the draw is stored or will be as soon as the store is back. */
  async countDraw(draw: CountedDraw): Promise<void> {
    this.#store.countDraw(this.#dataset, draw);
    await this.#try(
      () => this.#store.saveDraws(),
      () => undefined,
    );
  }

  /** The sum of each model's stored draws; the last known one while the store fails. */
  async tallies(): Promise<readonly Tally[]> {
    this.#tallies = await this.#try(
      () => this.#store.tallies(this.#dataset),
      () => this.#tallies,
    );
    return this.#tallies;
  }

  /** Whether the store responds now. */
  async check(): Promise<boolean> {
    await this.#try(
      () => this.#store.ping(),
      () => undefined,
    );
    return this.isUp;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    await within(CLOSING, this.#store.saveDraws()).catch(() => undefined);
    // A store that has failed may not close either, and the process is about to end.
    await within(CLOSING, this.#store.close()).catch(() => undefined);
  }

  async #try<T>(work: () => Promise<T>, otherwise: () => T): Promise<T> {
    if (!this.isUp) return otherwise();
    try {
      return await within(this.#store.patience, work());
    } catch (error) {
      this.#fail(error);
      return otherwise();
    }
  }

  #fail(error: unknown): void {
    if (!this.isUp || this.#closed) return;
    this.#tell("the store fails: draws go on from memory, and are counted once it is back", { err: error });
    this.#waitAndRetry();
  }

  #waitAndRetry(): void {
    if (!this.#closed) this.#retry = setTimeout(() => void this.#comeBack(), RETRY).unref();
  }

  async #comeBack(): Promise<void> {
    try {
      await within(this.#store.patience, this.#store.ping());
      await this.#store.putRecords(this.#dataset, this.#records);
      await within(this.#store.patience, this.#store.saveDraws());
      this.#retry = undefined;
      this.#tell("the store is back");
      // Nobody waits for draws that were counted while the others were being stored.
      await this.#try(
        () => this.#store.saveDraws(),
        () => undefined,
      );
    } catch {
      this.#waitAndRetry();
    }
  }
}

/** The result of a promise, or an error if it takes longer than allowed (`Infinity`: no limit); a late result is ignored. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  if (milliseconds === Infinity) return work;
  work.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds / 1000} s`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
