import type { NeighboursSweep } from "./neighboursSweep.ts";
import {
  formatPercent,
  formatPoints,
  joinProse,
  type Markdown,
  markdown,
  prose,
  SPLIT_NAMES,
} from "../common/index.ts";

/** Which k is best for each way to split, and whether the report's choice holds. */
export function neighboursInWords(sweeps: readonly NeighboursSweep[], publishedK = 3): Markdown {
  const random = sweeps.find(({ by }) => by === "row")!;
  const honest = sweeps.find(({ by }) => by === "track")!;
  const at = ({ points }: NeighboursSweep, k: number): number | undefined =>
    points.find((point) => point.k === k)?.test;
  const found = joinProse(
    sweeps.map(({ by, best }) => prose`${SPLIT_NAMES[by]} k = ${best.k} (${formatPercent(best.test, 1)})`),
    ", ",
  );
  const published = at(honest, publishedK);
  const meaning =
    random.best.k < honest.best.k
      ? "With siblings in the training part the nearest one or few neighbours are segments of the same track, so small k wins; new tracks need more voices. The best k of the report tells how to recognise tracks."
      : "Here the split does not move the best k towards more neighbours.";
  return markdown(
    prose`Best test accuracy: ${found}. ${meaning}`,
    published !== undefined && honest.best.k !== publishedK
      ? prose`By track, the report's k = ${publishedK} scores ${formatPercent(published, 1)}, ${formatPoints(honest.best.test - published, 1)} below the best k.`
      : undefined,
    "A k chosen by its test score flatters that score a little in either column: choosing and judging need parts of their own.",
  );
}
