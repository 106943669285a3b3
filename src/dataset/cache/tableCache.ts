import { createHash } from "node:crypto";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { FeatureTable } from "../featureTable.ts";
import { readEntry, writeEntry } from "./entryFile.ts";
import { removeOldest } from "./removeOldest.ts";
import { restoreTable, storeTable, type TableHead } from "./storedTable.ts";

/** Bytes of all entries together. The two tables of the report's size have 42 MB. */
const LIMIT = 512 << 20;

interface About {
  readonly key: string;
  readonly tables: readonly TableHead[];
}

export interface TableCacheOptions {
  /** Where the tables are kept; it is made when there is something to keep. */
  readonly folder: string;
  /** Tells apart versions of the code that makes tables; undefined where that can't be told and nothing may be kept. Asked when needed. */
  readonly code: () => string | undefined;
  /** How many bytes are kept; what was used longest ago goes first. */
  readonly limit?: number;
}

/**
 * Tables that were made before, kept in files of typed arrays under a key of all that they were made from. A cache is never the only
 * place of anything: whatever goes wrong with its files costs time alone, and is not spoken of.
 */
export class TableCache {
  readonly #options: TableCacheOptions;
  #code: string | undefined;

  constructor(options: TableCacheOptions) {
    this.#options = options;
  }

  /** The place of the tables that this code makes from `contents`; undefined where nothing may be kept. */
  entry(...contents: readonly (string | Uint8Array)[]): TableCacheEntry | undefined {
    const { code, folder, limit = LIMIT } = this.#options;
    this.#code ??= code();
    if (this.#code === undefined) return undefined;
    const hash = createHash("sha256");
    for (const content of [this.#code, ...contents]) {
      const bytes = Buffer.from(content);
      hash.update(`${bytes.length}\n`).update(bytes);
    }
    return new TableCacheEntry(folder, hash.digest("hex"), limit);
  }
}

/** The place of the tables of one key. */
export class TableCacheEntry {
  readonly #folder: string;
  readonly #key: string;
  readonly #limit: number;
  readonly #file: string;

  constructor(folder: string, key: string, limit: number) {
    this.#folder = folder;
    this.#key = key;
    this.#limit = limit;
    this.#file = join(folder, `${key}.bin`);
  }

  /**
   * The tables that are kept here, to the last bit; undefined where there are none, or none that are whole.
   * @param path the file that the tables are now made from: it may have another name than when they were stored
   */
  load(path: string): FeatureTable[] | undefined {
    if (!existsSync(this.#file)) return undefined;
    try {
      const { about, lists } = readEntry(this.#file);
      const { key, tables } = about as About;
      if (key !== this.#key) throw new Error(`${this.#file} is the entry ${key}`);
      let list = 0;
      return tables.map((head) => restoreTable(head, path, () => lists[list++]!));
    } catch {
      this.discard();
      return undefined;
    }
  }

  /** Keeps tables that were made from the file `path`, if that is possible. */
  store(path: string, tables: readonly FeatureTable[]): void {
    // Another process was faster.
    if (existsSync(this.#file)) return;
    try {
      const lists: ArrayBufferView[] = [];
      const about: About = {
        key: this.#key,
        tables: tables.map((table) => storeTable(table, path, (list) => lists.push(list))),
      };
      mkdirSync(this.#folder, { recursive: true });
      writeEntry(this.#file, about, lists, this.#limit);
      removeOldest(this.#folder, this.#limit);
    } catch {
      // No permission, no room, too large, or something else in its place: the next run makes the tables again.
    }
  }

  /** Makes room for other tables. */
  discard(): void {
    try {
      rmSync(this.#file, { force: true });
    } catch {
      // A folder in its place, or a cache that may be read only.
    }
  }
}
