import type { Matrix } from "../ground/index.ts";

/** A row left out because a value is missing or not finite. */
export interface DroppedRow {
  /** The row's line in the file, from 1. */
  readonly line: number;
  readonly filename: string;
  /** The columns whose value is missing or not finite. */
  readonly columns: readonly string[];
}

/** A table of audio features: one row per clip, or one row per segment of a clip. All lists have one entry per row of `X`. */
export interface FeatureTable {
  /** The file it was read from. */
  readonly path: string;
  /** SHA-256 of that file, in hexadecimal; empty without a file, as for rows that come from a frame. */
  readonly sha256: string;
  /** The names of the columns of `X`, in the file's order. */
  readonly features: readonly string[];
  readonly X: Matrix;
  readonly filename: readonly string[];
  /** The genre. */
  readonly label: readonly string[];
  /** The track a row belongs to, taken from the column `track` or from its file name. */
  readonly track: readonly string[];
  /** Which segment of the track a row is; null for a whole clip. */
  readonly segment: readonly (number | null)[];
  /** The artist of each row, null if unknown; absent if no row's artist is known. */
  readonly artist?: readonly (string | null)[];
  /** Remarks on how the file was read, such as which names identified the tracks; absent if there are none. */
  readonly remarks?: readonly string[];
  /** Rows that are in the file but not in the table. */
  readonly dropped: readonly DroppedRow[];
}
