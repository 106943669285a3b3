import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, writeFileSync } from "node:fs";
import { ARTIST_COLUMN, FEATURE_SETS, type FeatureSet, FILENAME_COLUMN, LABEL_COLUMN } from "../../schema.ts";
import { csvField } from "../../ground/index.ts";
import { printable } from "../printable.ts";
import type { AudioFile } from "./audioFile.ts";
import type { Journal } from "./journal.ts";

/** The columns for a row's recording, and for which of its segments it is. */
const TRACK_COLUMN = "track";
const SEGMENT_COLUMN = "segment";
/** The number of characters written at once. */
const PIECE = 1 << 16;

/** A table has one row per clip, or one row per segment. */
export type TableKind = "clips" | "segments";

/** What a table contains. */
export interface TableForm {
  readonly kind: TableKind;
  /** Which features; by default the report's. */
  readonly features?: FeatureSet | undefined;
  /** The genre of a file; an empty label if it returns none. */
  readonly labelOf?: ((file: AudioFile) => string | undefined) | undefined;
  /** The artist of a file's track; without it the table has no column of artists. */
  readonly artistOf?: ((file: AudioFile) => string | undefined) | undefined;
}

/**
 * The first line of a table: the names of its columns, without a line end.
 * @example
 * import { tableHeader } from "../src/audio/index.ts";
 * tableHeader({ kind: "segments" }).split(",").slice(0, 3); // => ["filename", "track", "segment"]
 */
export function tableHeader({ kind, features = "report", artistOf }: TableForm): string {
  return [
    ...[FILENAME_COLUMN, TRACK_COLUMN, ...(kind === "segments" ? [SEGMENT_COLUMN] : [])],
    ...FEATURE_SETS[features],
    ...(artistOf ? [ARTIST_COLUMN] : []),
    LABEL_COLUMN,
  ].join(",");
}

/** What a table contains of one file. */
export interface WrittenFile {
  readonly name: string;
  readonly rows: number;
  /** The size of its rows, in UTF-8. */
  readonly bytes: number;
  /** One line for each damaged part that was skipped. */
  readonly damaged: readonly string[];
}

/** What was written. */
export interface WrittenTable {
  readonly rows: number;
  /** The finished ones, in the order of their rows. */
  readonly files: readonly WrittenFile[];
  /** SHA-256 of the table. */
  readonly sha256: string;
  /** One line for each damaged part that was skipped. */
  readonly damaged: readonly string[];
}

/** Writes the rows of one kind of all finished files, and makes sure that they are on disk. */
export function writeTable(path: string, form: TableForm, journal: Journal, files: readonly AudioFile[]): WrittenTable {
  const { kind, labelOf, artistOf } = form;
  const descriptor = openSync(path, "w");
  const written: WrittenFile[] = [];
  const hash = createHash("sha256");
  const write = (text: string): void => {
    writeFileSync(descriptor, text);
    hash.update(text);
  };
  try {
    let text = `${tableHeader(form)}\n`;
    for (const { file, rows, remarks } of journal.rowsOf(files)) {
      const told = [...(artistOf ? [artistOf(file)] : []), labelOf?.(file)].map((text) => csvField(text ?? ""));
      const begin = text.length;
      let rowCount = 0;
      for (const [segment, ...features] of rows) {
        if ((segment === null) !== (kind === "clips")) continue;
        const name = segment === null ? [file.name, file.track] : [`${segment}-${file.name}`, file.track, `${segment}`];
        text += `${[...name.map(csvField), ...features, ...told].join(",")}\n`;
        rowCount++;
      }
      const damaged = remarks.map((remark) => `${printable(file.place?.name ?? file.path)}: ${remark}`);
      written.push({ name: file.name, rows: rowCount, bytes: Buffer.byteLength(text.slice(begin)), damaged });
      if (text.length < PIECE) continue;
      write(text);
      text = "";
    }
    write(text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return {
    rows: written.reduce((sum, { rows }) => sum + rows, 0),
    files: written,
    sha256: hash.digest("hex"),
    damaged: written.flatMap(({ damaged }) => damaged),
  };
}
