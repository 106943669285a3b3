import type { Interval } from "../../models/index.ts";
import type { FigureFormat } from "../published/index.ts";

/** A figure as a notebook measures it. */
export interface MeasuredFigure {
  /** The id of the published figure, with `.by-track` or `.by-artist` appended when tracks or artists were kept apart. */
  readonly id: string;
  /** A share from 0 to 1, a count, a number, or whether a claim holds; null if this source can't tell, and `note` says why. */
  readonly measured: number | boolean | null;
  /** Whether the intervals leave a claim, or which k is best, open. `measured` then says what the scores alone would. */
  readonly unsure?: boolean;
  /** The 95 % interval under resampling of the test artists, or tracks. */
  readonly interval?: Interval;
  /** The number of rows it was measured on. */
  readonly rows?: number;
  /** A sentence to add to the judgement; for null, the reason. */
  readonly note?: string;
  /** What it is, and how to format it, for figures the report doesn't have. */
  readonly label?: string;
  readonly format?: FigureFormat;
}
