import { mkdirSync } from "node:fs";
import type { Database, RootDatabase } from "lmdb";
import { ConfigError } from "../config.ts";
import type { HeldOutRecord } from "../draw/deployment.ts";
import type { CountedDraw, RecordStore, Tally } from "./recordStore.ts";

type Key = [dataset: string, item: string | number];

/**
 * A record store in a folder, without any server: LMDB, whose transactions are whole or absent however the process ends.
 * Several processes may use one folder.
 */
export class EmbeddedStore implements RecordStore {
  readonly kind = "embedded";
  readonly #root: RootDatabase;
  readonly #datasets: Database<number, string>;
  readonly #records: Database<HeldOutRecord, Key>;
  readonly #tallies: Database<Tally, Key>;

  private constructor(root: RootDatabase) {
    this.#root = root;
    this.#datasets = root.openDB({ name: "datasets" });
    this.#records = root.openDB({ name: "records" });
    this.#tallies = root.openDB({ name: "tallies" });
  }

  /**
   * Opens the store in a folder, which is made where it is missing.
   * @throws ConfigError, in one line, where that can't be
   */
  static async open(folder: string): Promise<EmbeddedStore> {
    const { open } = await import("lmdb");
    try {
      mkdirSync(folder, { recursive: true });
      return new EmbeddedStore(open({ path: folder }));
    } catch (error) {
      throw new ConfigError(
        `CACHE: ${folder} can't keep the records (${(error as Error).message}); set another folder`,
      );
    }
  }

  async putRecords(dataset: string, records: readonly HeldOutRecord[]): Promise<void> {
    if ((await this.countRecords(dataset)) === records.length) return;
    await this.#root.transaction(() => {
      for (const record of records) void this.#records.put([dataset, record.row], record);
      void this.#datasets.put(dataset, records.length);
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

  async countDraw(dataset: string, { model, records, right }: CountedDraw): Promise<void> {
    const key: Key = [dataset, model];
    // Draws that come at the same time share one commit.
    await this.#root.transaction(() => {
      const tally = this.#tallies.get(key) ?? { model, draws: 0, records: 0, right: 0 };
      void this.#tallies.put(key, {
        model,
        draws: tally.draws + 1,
        records: tally.records + records,
        right: tally.right + right,
      });
    });
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
}
