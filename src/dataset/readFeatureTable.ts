import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync } from "node:fs";
import type { FeatureTable } from "./featureTable.ts";
import { lineWindows } from "./csv/lineWindows.ts";
import { parseLineWindows } from "./parseFeatureTable.ts";
import type { RowUnit } from "./nameTracks.ts";
import { TableError } from "./tableError.ts";

/**
 * Reads a feature table from a CSV file; `parseFeatureTable` describes the format.
 * @throws TableError, one line with file, line and column, if the file can't be read or isn't a feature table
 * @example
 * import { readFeatureTable, resolveSource } from "../src/dataset/index.ts";
 * const table = await readFeatureTable(resolveSource("sample").clips!, "clip");
 * table.label[0]; // => "Experimental"
 */
export async function readFeatureTable(path: string, unit: RowUnit): Promise<FeatureTable> {
  const file = openTable(path);
  try {
    const hash = createHash("sha256");
    const windows = lineWindows(file, (bytes) => hash.update(bytes));
    const table = parseLineWindows(path, windows, fstatSync(file).size, unit);
    return { ...table, sha256: hash.digest("hex") };
  } catch (error) {
    throw readable(path, error);
  } finally {
    closeSync(file);
  }
}

function openTable(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    throw readable(path, error);
  }
}

/** The error, with the file's name if it comes from the file system. */
function readable(path: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  if (code === "ENOENT") return new TableError({ path }, "no such file");
  if (code === "EISDIR") return new TableError({ path }, "this is a folder; expected a CSV file");
  return new TableError({ path }, `can't be read: ${message}`);
}
