import type { NeighboursSweep } from "./neighboursSweep.ts";
import { formatPercent, joinProse, listProse, type Markdown, markdown, prose, SPLIT_NAMES } from "../common/index.ts";

/**
 * Says which k is best for each way to split, which others are indistinguishable from it, and whether the best is at the edge of the
 * range tried.
 */
export function neighboursInWords(sweeps: readonly NeighboursSweep[]): Markdown {
  const found = sweeps.map(({ by, best, plateau }) => {
    const alike = plateau.length > 1 ? ` (k from ${plateau[0]!} to ${plateau.at(-1)!} can't be told from it)` : "";
    return prose`${SPLIT_NAMES[by]} k = ${best.k} with ${formatPercent(best.test, 1)}${alike}`;
  });
  const atEdge = sweeps.filter(({ points, best }) => best.k === points.at(-1)!.k).map(({ by }) => SPLIT_NAMES[by]);
  return markdown(
    prose`Highest test accuracy: ${joinProse(found, "; ")}. A k chosen by its test score flatters that score a little.`,
    atEdge.length > 0
      ? prose`For ${listProse(atEdge)} the best k is the largest that was tried: a larger one may be better still.`
      : undefined,
  );
}
