import { accuracyInterval } from "../../models/index.ts";
import { figureId } from "./figureId.ts";
import type { MeasuredFigure } from "./measuredFigure.ts";
import type { TestOutcome } from "../common/index.ts";

/**
 * A test accuracy with its interval. The interval resamples whole artists, or tracks, since their rows are right or wrong together.
 * @param id of the published figure; the way to split is appended
 * @example
 * import { accuracyFigure } from "../src/study/judge/index.ts";
 * const outcome = { actual: ["Folk", "Folk", "Rock"], predicted: ["Folk", "Folk", "Folk"], track: ["1", "2", "3"] };
 * accuracyFigure("accuracy.3s.knn.test", { ...outcome, by: "track" }, { seed: 1 }); // => { id: "accuracy.3s.knn.test.by-track", measured: 0.667, rows: 3 }
 */
export function accuracyFigure(
  id: string,
  { actual, predicted, track, by }: TestOutcome,
  { seed }: { readonly seed: number },
): MeasuredFigure {
  const correct = actual.map((label, row) => label === predicted[row]);
  const hits = correct.filter(Boolean).length;
  const interval = accuracyInterval(correct, track, { seed });
  return { id: figureId(id, by), measured: hits / correct.length, interval, rows: correct.length };
}
