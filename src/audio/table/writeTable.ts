import { closeSync, fsyncSync, openSync, writeFileSync } from "node:fs";
import { FEATURES, FILENAME_COLUMN, LABEL_COLUMN } from "../../schema.ts";
import { printable } from "../printable.ts";
import type { AudioFile } from "./audioFile.ts";
import type { Journal } from "./journal.ts";

/** The columns that tell a row's recording, and which of its segments it is. */
const TRACK_COLUMN = "track";
const SEGMENT_COLUMN = "segment";
/** Characters written at once. */
const PIECE = 1 << 16;

/** A table has a row a clip, or a row a segment. */
export type TableKind = "clips" | "segments";

/** The first line of a table. */
export function tableHeader(kind: TableKind): string {
  const name = [FILENAME_COLUMN, TRACK_COLUMN, ...(kind === "segments" ? [SEGMENT_COLUMN] : [])];
  return [...name, ...FEATURES, LABEL_COLUMN].join(",");
}

/** What was written. */
export interface WrittenTable {
  readonly rows: number;
  readonly files: number;
  /** A line for each damage that was passed over. */
  readonly damaged: readonly string[];
}

/** Writes the rows of one kind of all files that are finished, and sees to it that they are on the disk. */
export function writeTable(
  path: string,
  kind: TableKind,
  journal: Journal,
  files: readonly AudioFile[],
  labelOf: (file: AudioFile) => string | undefined = () => undefined,
): WrittenTable {
  const descriptor = openSync(path, "w");
  const damaged: string[] = [];
  let [rowCount, fileCount] = [0, 0];
  try {
    let text = `${tableHeader(kind)}\n`;
    for (const { file, rows, remarks } of journal.rowsOf(files)) {
      const label = quoted(labelOf(file) ?? "");
      for (const [segment, ...features] of rows) {
        if ((segment === null) !== (kind === "clips")) continue;
        const name = segment === null ? [file.name, file.track] : [`${segment}-${file.name}`, file.track, `${segment}`];
        text += `${[...name.map(quoted), ...features, label].join(",")}\n`;
        rowCount++;
      }
      fileCount++;
      damaged.push(...remarks.map((remark) => `${printable(file.place?.name ?? file.path)}: ${remark}`));
      if (text.length < PIECE) continue;
      writeFileSync(descriptor, text);
      text = "";
    }
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return { rows: rowCount, files: fileCount, damaged };
}

/** A field of a CSV (RFC 4180). */
export function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
