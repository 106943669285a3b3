import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { FILENAME_COLUMN, LABEL_COLUMN } from "../schema.ts";
import type { FeatureTable } from "./featureTable.ts";

const ROWS_A_WRITE = 1000;

/**
 * Writes a table as CSV in the published layout: `filename`, features, `label`. Numbers are written so that reading them back gives the
 * same float64. The file appears whole or not at all; missing folders are made.
 */
export async function writeFeatureTable(path: string, table: FeatureTable): Promise<void> {
  const { X, features, filename, label } = table;
  await writeLines(path, [FILENAME_COLUMN, ...features, LABEL_COLUMN], X.rows, (row) => [
    quoted(filename[row]!),
    X.data.subarray(row * X.columns, (row + 1) * X.columns).join(","),
    quoted(label[row]!),
  ]);
}

/** Writes who made each track of a table, as `tracks.csv` beside the tables holds it. */
export async function writeArtists(path: string, { track, artist = [] }: FeatureTable): Promise<void> {
  const known = [...new Map(track.map((name, row) => [name, artist[row] ?? ""]))];
  await writeLines(path, ["track", "artist"], known.length, (row) => known[row]!.map(quoted));
}

async function writeLines(
  path: string,
  header: readonly string[],
  rows: number,
  fields: (row: number) => readonly string[],
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, "wx");
    try {
      let text = `${header.join(",")}\n`;
      for (let row = 0; row < rows; row++) {
        text += `${fields(row).join(",")}\n`;
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

/** A text field, in quotes where it needs them. */
function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
