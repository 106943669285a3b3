import type { FieldScanner } from "./fieldScanner.ts";
import type { ColumnKind } from "../tableColumns.ts";

/** Rows that have been scanned at once; overwritten by the next scan. */
export interface ScannedRows {
  /** How many rows there are. */
  readonly rows: number;
  /** The values of the features, row-major; all are finite. */
  readonly values: Float64Array;
  /**
   * Of each row where its line begins, and of each column of text but those ignored, in the order of the columns: where the text
   * begins, where it ends, and its hash as `TextIndex` has it.
   */
  readonly texts: Uint32Array;
  /** Where the line behind these rows begins. */
  readonly end: number;
}

/** What scanned rows are made of. */
export interface RowLayout {
  /** What the columns hold. */
  readonly kinds: readonly ColumnKind[];
  /** How many values a row has. */
  readonly features: number;
  /** How many numbers in `ScannedRows.texts` a row has. */
  readonly textWords: number;
  /** Where of these a text's begin stands, with its end and hash behind it; 0 for a column that isn't there. */
  readonly textAt: Readonly<Record<"filename" | "label" | "artist", number>>;
}

/** What rows are made of in a table with these columns. */
export function rowLayout(kinds: readonly ColumnKind[]): RowLayout {
  const texts: ColumnKind[] = kinds.filter((kind) => kind !== "feature" && kind !== "ignored");
  const textAt = (kind: ColumnKind): number => {
    const index = texts.indexOf(kind);
    return index < 0 ? 0 : 1 + 3 * index;
  };
  return {
    kinds,
    features: kinds.filter((kind) => kind === "feature").length,
    textWords: 1 + 3 * texts.length,
    textAt: { filename: textAt("filename"), label: textAt("label"), artist: textAt("artist") },
  };
}

/** Scans whole rows, where they are plain ones. */
export interface RowScanner extends FieldScanner {
  /** Says what the rows to come are made of. */
  useLayout(layout: RowLayout): void;
  /** Scans these bytes from now on. */
  lookAt(bytes: Buffer): void;
  /**
   * Scans the next rows, at most a few hundred. Stops before a line that is no plain row: one with a value that is missing, no number or
   * oddly written, with a text that is not ASCII or has outer blanks or doubled quotes, or with too few or too many fields.
   * @param start where a line begins
   * @param end no line is scanned that begins there or behind
   */
  scanRows(start: number, end: number): ScannedRows;
}
