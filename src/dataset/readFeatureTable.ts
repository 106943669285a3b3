import { open } from "node:fs/promises";
import { webcrypto } from "node:crypto";
import type { FeatureTable } from "./featureTable.ts";
import { parseFeatureTable, type ParseOptions } from "./parseFeatureTable.ts";
import { TableError } from "./tableError.ts";

const LF = 10;

/**
 * Reads a feature table from a CSV file; see `parseFeatureTable` for what it may hold.
 * @throws TableError, one line with file, line and column, where the file can't be read or is no feature table
 */
export async function readFeatureTable(path: string, options: ParseOptions = {}): Promise<FeatureTable> {
  const content = await readBytes(path);
  // The digest is made on another thread meanwhile.
  const digest = webcrypto.subtle.digest("SHA-256", content);
  const table = parseFeatureTable(path, content, options);
  return { ...table, sha256: Buffer.from(await digest).toString("hex") };
}

/** The file's bytes, with a line feed in the memory behind them that spares the parser a copy. */
async function readBytes(path: string): Promise<Uint8Array> {
  let file;
  try {
    file = await open(path);
    const { size } = await file.stat();
    const memory = new Uint8Array(size + 1);
    let length = 0;
    while (length < size) {
      const { bytesRead } = await file.read(memory, length, size - length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    memory[length] = LF;
    return memory.subarray(0, length);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new TableError({ path }, "no such file");
    if (code === "EISDIR") throw new TableError({ path }, "this is a folder; expected a CSV file");
    throw new TableError({ path }, `can't be read: ${message}`);
  } finally {
    await file?.close();
  }
}
