import type { SplitUnit } from "../../dataset/index.ts";
import type { Interval } from "../../models/index.ts";
import { outcomeScore, type TestOutcome } from "../common/index.ts";
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
  readonly rows?: number;
  /** A sentence to add to the judgement; for null, the reason. */
  readonly note?: string;
  /** What it is, and how to format it, for figures the report doesn't have. */
  readonly label?: string;
  readonly format?: FigureFormat;
}

const SUFFIX = /\.by-(track|artist)$/;

/**
 * The id of a figure for a way to split: unchanged for random rows, as in the report, otherwise with `.by-track` or `.by-artist`
 * appended.
 * @example
 * import { figureId } from "../src/study/judge/index.ts";
 * figureId("accuracy.3s.knn.test", "track"); // => "accuracy.3s.knn.test.by-track"
 */
export function figureId(id: string, by: SplitUnit): string {
  return by === "row" ? id : `${id}.by-${by}`;
}

/**
 * Splits a figure's id into the id of its published counterpart and what was kept apart when measuring it.
 * @example
 * import { parseFigureId } from "../src/study/judge/index.ts";
 * parseFigureId("accuracy.3s.knn.test.by-track"); // => { base: "accuracy.3s.knn.test", by: "track" }
 */
export function parseFigureId(id: string): { readonly base: string; readonly by: SplitUnit } {
  const by = SUFFIX.exec(id)?.[1] as "track" | "artist" | undefined;
  return { base: id.replace(SUFFIX, ""), by: by ?? "row" };
}

/**
 * A test accuracy with its interval; see `outcomeScore`.
 * @param id of the published figure; the way to split is appended
 * @example
 * import { accuracyFigure } from "../src/study/judge/index.ts";
 * const outcome = { actual: ["Folk", "Folk", "Rock"], predicted: ["Folk", "Folk", "Folk"], track: ["1", "2", "3"] };
 * accuracyFigure("accuracy.3s.knn.test", { ...outcome, by: "track" }, { seed: 1 }); // => { id: "accuracy.3s.knn.test.by-track", measured: 0.667, rows: 3 }
 */
export function accuracyFigure(id: string, outcome: TestOutcome, options: { readonly seed: number }): MeasuredFigure {
  const { accuracy, interval } = outcomeScore(outcome, options);
  return { id: figureId(id, outcome.by), measured: accuracy, interval, rows: outcome.actual.length };
}
