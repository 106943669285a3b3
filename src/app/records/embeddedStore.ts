import { existsSync, mkdirSync, renameSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { Database, RootDatabase } from "lmdb";
import { ConfigError } from "../config.ts";
import type { HeldOutRecord } from "../draw/deployment.ts";
import type { Tell } from "../tell.ts";
import { type CountedDraw, OwedDraws, type OwedTally, type RecordStore, sumOf, type Tally } from "./recordStore.ts";
import { execFile } from "node:child_process";
import { join } from "node:path";

type Key = [dataset: string, item: string | number];

/**
 * A record store in a folder, without a server: LMDB, whose transactions are atomic however the process ends. Several processes may use
 * one folder.
 */
export class EmbeddedStore implements RecordStore {
  readonly kind = "embedded";
  /** The disk is local: it may be busy, but it responds. */
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
   * Opens the store in a folder, which is created if missing. A damaged store is kept beside it under another name, and a new one is
   * started.
   * @throws ConfigError, one line, if that is impossible
   */
  static async open(folder: string, tell: Tell): Promise<EmbeddedStore> {
    const { open } = await import("lmdb");
    try {
      mkdirSync(folder, { recursive: true });
      if (await isDamaged(folder)) {
        tell(`the store in ${folder} is damaged; a new one is begun, and what is left of it is in ${setAside(folder)}`);
        mkdirSync(folder);
      }
      // Otherwise several writes in a turn would share a promise of their own, whose rejection nobody could handle.
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

  /** Whether exactly these records are stored; detects bytes that went bad on disk without breaking the structure. */
  #holds(dataset: string, records: readonly HeldOutRecord[]): boolean {
    if (this.#datasets.get(dataset) !== records.length) return false;
    return records.every((record) => {
      const stored = this.#records.get([dataset, record.row]);
      return stored !== undefined && JSON.stringify(stored) === JSON.stringify(record);
    });
  }

  /**
   * Runs one transaction.
   * @throws Error with the system's reason if it could not be committed, for example on a full disk
   */
  async #write(change: () => void): Promise<void> {
    try {
      await this.#root.transaction(change);
    } catch (error) {
      const { commitError } = error as { commitError?: Promise<never> };
      // The reason arrives a moment later, or not at all.
      const reason = await Promise.race([commitError?.catch((cause: Error) => cause.message), setTimeout(100)]);
      throw reason === undefined
        ? error
        : new Error(`the disk is full or can't be written: ${reason}`, { cause: error });
    }
  }
}

const CHECK_MILLISECONDS = 60_000;

/** Reads everything in the store. A system error (no permission, no memory) is left to the code that opens the store. */
const CHECK = `
const [lmdb, folder] = process.argv.slice(1);
import(lmdb).then(async ({ open }) => {
  try {
    const root = open({ path: folder, readOnly: true });
    for (const name of ["datasets", "records", "tallies"]) for (const entry of root.openDB({ name })?.getRange() ?? []) void entry;
    process.exit(0);
  } catch (error) {
    process.exit(error.code > 0 ? 0 : 1);
  }
});`;

/**
 * Whether the store in a folder can't be read completely. This is checked in a separate process, because a damaged file can crash its
 * reader (a segmentation fault), at once or later.
 * @throws Error if that process can't be started, which says nothing about the store
 */
async function isDamaged(folder: string): Promise<boolean> {
  if (!existsSync(join(folder, "data.mdb"))) return false;
  return new Promise((resolve, reject) => {
    const check = execFile(
      process.execPath,
      ["--eval", CHECK, import.meta.resolve("lmdb"), folder],
      { timeout: CHECK_MILLISECONDS, killSignal: "SIGKILL", env: {} },
      (error) => {
        if (error && check.pid === undefined) reject(error);
        else resolve(error !== null);
      },
    );
  });
}

/**
 * Renames a folder to make room for another.
 * @returns its new name
 */
function setAside(folder: string): string {
  const name = `${folder}.damaged-${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}`;
  renameSync(folder, name);
  return name;
}
