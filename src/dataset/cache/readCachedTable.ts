import crypto from "node:crypto";
import fs, { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { hashFile } from "../csv/scanThread.ts";
import type { FeatureTable } from "../featureTable.ts";
import { readFeatureTable } from "../readFeatureTable.ts";
import type { TableCache, TableCacheEntry } from "./tableCache.ts";

/** A smaller CSV is read about as fast as the code is looked at that would read it. */
const LARGE_FILE = 2 << 20;
/** How much of a file's beginning and end tells which entry may be its own. */
const ENDS = 64 << 10;

/**
 * Reads a feature table from a CSV file, as `readFeatureTable` does, or takes what was read from a file with the same bytes before.
 * @param smallest how many bytes a file must have to be kept
 */
export async function readCachedTable(
  path: string,
  cache: TableCache | undefined,
  smallest = LARGE_FILE,
): Promise<FeatureTable> {
  const file = cache && openLarge(path, smallest);
  if (!cache || file === undefined) return readFeatureTable(path);
  let entry: TableCacheEntry | undefined;
  try {
    entry = cache.entry("csv", ...endsOf(file));
    const kept = entry && keptTable(path, file, entry);
    if (kept) return kept;
  } catch {
    // A file that can't be read; who reads it says so.
  } finally {
    closeSync(file);
  }
  const table = await readFeatureTable(path);
  entry?.store(path, [table]);
  return table;
}

/** The table of an entry, where that was made from a file with the very bytes of this one. */
function keptTable(path: string, file: number, entry: TableCacheEntry): FeatureTable | undefined {
  const [table] = entry.load(path) ?? [];
  if (table === undefined || table.sha256 === hashFile(file, fs, crypto)) return table;
  entry.discard();
  return undefined;
}

/** The file, where it is one and large. */
function openLarge(path: string, smallest: number): number | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    const stats = fstatSync(file);
    if (stats.isFile() && stats.size >= smallest) return file;
  } catch {
    // as above: no such file, no permission
  }
  if (file !== undefined) closeSync(file);
  return undefined;
}

/** Size, beginning and end of a file. */
function endsOf(file: number): [string, Uint8Array, Uint8Array] {
  const { size } = fstatSync(file);
  const read = (from: number): Uint8Array => {
    const bytes = Buffer.alloc(ENDS);
    return bytes.subarray(0, readSync(file, bytes, 0, ENDS, from));
  };
  return [String(size), read(0), read(Math.max(0, size - ENDS))];
}
