import type { Interval } from "../../models/index.ts";
import type { FigureFormat } from "../published/index.ts";

/** A figure as a notebook measures it. */
export interface MeasuredFigure {
  /** The id of the published figure; what is measured with tracks kept apart ends in `.by-track`, with artists in `.by-artist`. */
  readonly id: string;
  /** A share from 0 to 1, a count, a number, or whether a claim holds; null where this source can't tell, and `note` says why. */
  readonly measured: number | boolean | null;
  /** Where the value would fall with other artists, or tracks, to test on, at 95 %. */
  readonly interval?: Interval;
  /** How many rows it was measured on. */
  readonly rows?: number;
  /** A sentence to add to the judgement; for a null the reason. */
  readonly note?: string;
  /** What it is, and how it is written: for figures that the report doesn't have. */
  readonly label?: string;
  readonly format?: FigureFormat;
}
