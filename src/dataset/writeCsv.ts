import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

const ROWS_A_WRITE = 1000;

/**
 * Writes a CSV with a header line, row by row. The file appears whole or not at all; missing folders are made.
 * @param fields the fields of a row; a number is written so that reading it back gives the same float64
 */
export async function writeCsv(
  path: string,
  header: readonly string[],
  rows: number,
  fields: (row: number) => readonly (string | number | null)[],
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, "wx");
    try {
      let text = `${header.map(quoted).join(",")}\n`;
      for (let row = 0; row < rows; row++) {
        text += `${fields(row).map(quoted).join(",")}\n`;
        if (row % ROWS_A_WRITE === 0) {
          await file.write(text);
          text = "";
        }
      }
      await file.write(text);
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** A field, in quotes where it needs them (RFC 4180); null is an empty one. */
function quoted(field: string | number | null): string {
  if (typeof field === "number") return String(field);
  const text = field ?? "";
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
