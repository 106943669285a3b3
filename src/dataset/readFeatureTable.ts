import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, type Stats } from "node:fs";
import type { FeatureTable } from "./featureTable.ts";
import { KernelScanner } from "./csv/kernelScanner.ts";
import { lineWindows } from "./csv/lineWindows.ts";
import { parseLineWindows, type ParseOptions } from "./parseFeatureTable.ts";
import { ScanAhead } from "./csv/scanAhead.ts";
import { TableError } from "./tableError.ts";

/** From this size on, the kernel and the threads that scan and hash save more time than they take to start. */
const LARGE_FILE = 16 << 20;

/**
 * Reads a feature table from a CSV file; see `parseFeatureTable` for what it may hold.
 * @throws TableError, one line with file, line and column, where the file can't be read or is no feature table
 */
export async function readFeatureTable(path: string, options: ParseOptions = {}): Promise<FeatureTable> {
  const file = openTable(path);
  try {
    const stats = fstatSync(file);
    const read = stats.isFile() && stats.size >= LARGE_FILE ? readLarge : readSmall;
    return await read(path, file, stats, options);
  } catch (error) {
    throw readable(path, error);
  } finally {
    closeSync(file);
  }
}

function readSmall(path: string, file: number, { size }: Stats, options: ParseOptions): FeatureTable {
  const hash = createHash("sha256");
  const windows = lineWindows(file, Buffer.alloc, { onBytes: (bytes) => hash.update(bytes) });
  const table = parseLineWindows(path, windows, size, options);
  return { ...table, sha256: hash.digest("hex") };
}

async function readLarge(path: string, file: number, before: Stats, options: ParseOptions): Promise<FeatureTable> {
  const kernel = new KernelScanner(ScanAhead.MEMORY);
  const ahead = new ScanAhead(file, before.size, kernel);
  try {
    const windows = lineWindows(file, (size) => kernel.allocate(size), { ahead });
    const table = parseLineWindows(path, windows, before.size, options, kernel, (layout) => ahead.begin(layout));
    const sha256 = await ahead.sha256();
    const after = fstatSync(file);
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
      throw new TableError({ path }, "the file was written to while it was read; read it again once it is whole");
    }
    return { ...table, sha256 };
  } finally {
    await ahead.stop();
  }
}

function openTable(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    throw readable(path, error);
  }
}

/** The error, with the file's name where it comes from the file system. */
function readable(path: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  if (code === "ENOENT") return new TableError({ path }, "no such file");
  if (code === "EISDIR") return new TableError({ path }, "this is a folder; expected a CSV file");
  return new TableError({ path }, `can't be read: ${message}`);
}
