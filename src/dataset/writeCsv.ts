import { open } from "node:fs/promises";
import { csvField, replaceFile } from "../ground/index.ts";

const ROWS_A_WRITE = 1000;

/**
 * Writes a CSV with a header line, row by row. The file is written completely or not at all; missing folders are created.
 * @param fields the fields of a row; a number is written so that reading it back gives the same float64
 */
export async function writeCsv(
  path: string,
  header: readonly string[],
  rows: number,
  fields: (row: number) => readonly (string | number | null)[],
): Promise<void> {
  await replaceFile(path, async (temporary) => {
    const file = await open(temporary, "wx");
    try {
      let text = `${header.map(csvField).join(",")}\n`;
      for (let row = 0; row < rows; row++) {
        text += `${fields(row).map(fieldOf).join(",")}\n`;
        if (row % ROWS_A_WRITE === 0) {
          await file.appendFile(text);
          text = "";
        }
      }
      // All of it: a single write to a disk that is nearly full writes a part, and is content.
      await file.appendFile(text);
    } finally {
      await file.close();
    }
  });
}

/** A number in full; null as an empty field. */
function fieldOf(value: string | number | null): string {
  return typeof value === "number" ? String(value) : csvField(value ?? "");
}
