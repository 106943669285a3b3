import { mkdirSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { Database, RootDatabase } from "lmdb";
import { ConfigError } from "../config.ts";
import type { HeldOutRecord } from "../draw/deployment.ts";
import type { Tell } from "../tell.ts";
import { isDamaged, setAside } from "./damagedStore.ts";
import { OwedDraws, type OwedTally, sumOf } from "./owedDraws.ts";
import type { CountedDraw, RecordStore, Tally } from "./recordStore.ts";

type Key = [dataset: string, item: string | number];

/**
 * A record store in a folder, without any server: LMDB, whose transactions are whole or absent however the process ends.
 * Several processes may use one folder.
 */
export class EmbeddedStore implements RecordStore {
  readonly kind = "embedded";
  /** It is no one else's: a disk may be busy, but answers. */
  readonly patience = Infinity;
  readonly #root: RootDatabase;
  readonly #datasets: Database<number, string>;
  readonly #records: Database<HeldOutRecord, Key>;
  readonly #tallies: Database<Tally, Key>;
  readonly #owed = new OwedDraws((owed) => this.#addTallies(owed));

  private constructor(root: RootDatabase) {
    this.#root = root;
    this.#datasets = root.openDB({ name: "datasets" });
    this.#records = root.openDB({ name: "records" });
    this.#tallies = root.openDB({ name: "tallies" });
  }

  /**
   * Opens the store in a folder, which is made where it is missing. A damaged one is kept beside it under another name, and begun anew.
   * @throws ConfigError, in one line, where that can't be
   */
  static async open(folder: string, tell: Tell): Promise<EmbeddedStore> {
    const { open } = await import("lmdb");
    try {
      mkdirSync(folder, { recursive: true });
      if (await isDamaged(folder)) {
        tell(`the store in ${folder} is damaged; a new one is begun, and what is left of it is in ${setAside(folder)}`);
        mkdirSync(folder);
      }
      // Several writes of a turn would share a promise of their own, whose failure nobody could hear.
      return new EmbeddedStore(open({ path: folder, eventTurnBatching: false }));
    } catch (error) {
      throw new ConfigError(
        `CACHE: ${folder} can't keep the records (${(error as Error).message}); set another folder`,
      );
    }
  }

  async putRecords(dataset: string, records: readonly HeldOutRecord[]): Promise<void> {
    if (this.#holds(dataset, records)) return;
    await this.#write(() => {
      for (const record of records) this.#records.putSync([dataset, record.row], record);
      this.#datasets.putSync(dataset, records.length);
    });
  }

  async countRecords(dataset: string): Promise<number> {
    return this.#datasets.get(dataset) ?? 0;
  }

  async takeRecords(dataset: string, rows: readonly number[]): Promise<HeldOutRecord[]> {
    return rows.map((row) => {
      const record = this.#records.get([dataset, row]);
      if (!record) throw new RangeError(`no record ${row} of ${dataset} is stored`);
      return record;
    });
  }

  countDraw(dataset: string, draw: CountedDraw): void {
    this.#owed.count(dataset, draw);
  }

  saveDraws(): Promise<void> {
    return this.#owed.save();
  }

  async tallies(dataset: string): Promise<Tally[]> {
    const range = this.#tallies.getRange({ start: [dataset, ""], end: [dataset, "\uffff"] });
    return [...range].map(({ value }) => value);
  }

  async ping(): Promise<void> {
    this.#root.getStats();
  }

  async close(): Promise<void> {
    await this.#root.flushed;
    await this.#root.close();
  }

  #addTallies(owed: readonly OwedTally[]): Promise<void> {
    return this.#write(() => {
      for (const { dataset, ...tally } of owed) {
        const key: Key = [dataset, tally.model];
        this.#tallies.putSync(key, sumOf(this.#tallies.get(key), tally));
      }
    });
  }

  /** Whether just these records are stored: bytes that went bad on the disk, but not in its order, show here. */
  #holds(dataset: string, records: readonly HeldOutRecord[]): boolean {
    if (this.#datasets.get(dataset) !== records.length) return false;
    return records.every((record) => {
      const stored = this.#records.get([dataset, record.row]);
      return stored !== undefined && JSON.stringify(stored) === JSON.stringify(record);
    });
  }

  /** One transaction. @throws Error with the system's reason where it could not be committed, as on a full disk */
  async #write(change: () => void): Promise<void> {
    try {
      await this.#root.transaction(change);
    } catch (error) {
      const { commitError } = error as { commitError?: Promise<never> };
      // The reason comes a moment later, or not at all.
      const reason = await Promise.race([commitError?.catch((cause: Error) => cause.message), setTimeout(100)]);
      throw reason === undefined
        ? error
        : new Error(`the disk is full or can't be written: ${reason}`, { cause: error });
    }
  }
}
