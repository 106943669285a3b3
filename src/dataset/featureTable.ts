import type { Matrix } from "../ground/index.ts";

/** A row left out because a value is missing or not finite. */
export interface DroppedRow {
  /** The row's line in the file, from 1. */
  readonly line: number;
  readonly filename: string;
  /** The columns whose value is missing or not finite. */
  readonly columns: readonly string[];
}

/** A table of audio features: one row a clip, or one row a segment of a clip. All lists run along the rows of `X`. */
export interface FeatureTable {
  /** The file it was read from. */
  readonly path: string;
  /** SHA-256 of that file, hexadecimal; empty where there is none, as of rows that come from a frame. */
  readonly sha256: string;
  /** The names of the columns of `X`, in the order of the file. */
  readonly features: readonly string[];
  readonly X: Matrix;
  readonly filename: readonly string[];
  /** The genre. */
  readonly label: readonly string[];
  /** The track a row belongs to, as the column `track` or its file name tells. */
  readonly track: readonly string[];
  /** Which segment of the track a row is; null for a whole clip. */
  readonly segment: readonly (number | null)[];
  /** The artist of each row, null where unknown; absent where no row's artist is known. */
  readonly artist?: readonly (string | null)[];
  /** What should be said of how the file was read, such as which names told the tracks; absent where there is nothing. */
  readonly remarks?: readonly string[];
  /** Rows that were in the file and are not in the table. */
  readonly dropped: readonly DroppedRow[];
}
