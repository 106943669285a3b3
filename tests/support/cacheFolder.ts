import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEntry, writeEntry } from "../../src/dataset/cache/entryFile.ts";
import { TableCache } from "../../src/dataset/cache/tableCache.ts";
import { tableCode } from "../../src/dataset/cache/tableCode.ts";
import { ROOT } from "./session.ts";
import { until } from "./until.ts";

/** A cache in a folder of its own, to be removed after the test. */
export class CacheFolder {
  readonly root = mkdtempSync(join(tmpdir(), "cache-test-"));
  readonly folder = join(this.root, "tables");

  cache(options: { code?: string; limit?: number } = {}): TableCache {
    const { code = "code", ...rest } = options;
    return new TableCache({ folder: this.folder, code: () => code, ...rest });
  }

  files(): string[] {
    return readdirSync(this.folder)
      .sort()
      .map((name) => join(this.folder, name));
  }

  /** The one file that there is. */
  file(): string {
    const files = this.files();
    if (files.length !== 1) throw new Error(`expected one file, found ${files.join(", ") || "none"}`);
    return files[0]!;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Gives the first value of an entry's first table another value: who shows it has read the entry. */
export function markEntry(file: string, value: number): void {
  const { about, lists } = readEntry(file);
  new Float64Array(lists[0]!)[0] = value;
  const bytes = lists.map((list) => new Uint8Array(list));
  writeEntry(file, about, bytes);
}

/** Waits until the project's own cache takes the sources for unchanged; while someone edits them it does not. */
export async function settledSources(): Promise<void> {
  await until(() => tableCode(ROOT, Date.now()) !== undefined, "the sources to be left alone");
}
