import type { NeighboursSweep } from "./neighboursSweep.ts";
import {
  formatPercent,
  joinProse,
  listProse,
  type Markdown,
  markdown,
  ON_SPLIT,
  prose,
  SPLIT_NAMES,
} from "../common/index.ts";

/**
 * Says which k is best for each way to split, which others are indistinguishable from it, and whether the best is at the edge of the
 * range tried.
 */
export function neighboursInWords(sweeps: readonly NeighboursSweep[]): Markdown {
  const found = sweeps.map((sweep) => {
    const { by, best } = sweep;
    const around = aroundBest(sweep);
    const alike = around.length > 1 ? ` (k from ${around[0]!} to ${around.at(-1)!} can't be told from it)` : "";
    return prose`${SPLIT_NAMES[by]} k = ${best.k} with ${formatPercent(best.test, 1)}${alike}`;
  });
  const atEdge = sweeps.filter(({ points, best }) => best.k === points.at(-1)!.k).map(({ by }) => ON_SPLIT[by]);
  return markdown(
    prose`Highest test accuracy: ${joinProse(found, "; ")}. A k chosen by its test score flatters that score a little.`,
    atEdge.length > 0
      ? prose`The best k ${listProse(atEdge)} is the largest that was tried: a larger one may be better still.`
      : undefined,
  );
}

/** The k on both sides of the best one that are no worse than it, as far as none between is worse. */
function aroundBest({ points, best, plateau }: NeighboursSweep): number[] {
  const tried = points.map(({ k }) => k);
  const worse = (k: number): boolean => !plateau.includes(k);
  const at = tried.indexOf(best.k);
  const from = tried.slice(0, at).findLastIndex(worse) + 1;
  const to = tried.slice(at + 1).findIndex(worse);
  return tried.slice(from, to < 0 ? undefined : at + 1 + to);
}
