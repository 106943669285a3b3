import { fewestFeatures } from "./fewestFeatures.ts";
import { importanceSummary } from "./importanceSummary.ts";
import { formatPoints, listProse, type Markdown, markdown, type Prose, prose } from "../common/index.ts";
import type { OptimizationResults } from "./optimizationTable.ts";
import type { SplitUnit } from "../../dataset/index.ts";

/** Which conclusions of the optimisation outlive the leak. */
export function optimizationInWords({ scaling, importances, droppings }: OptimizationResults): Markdown {
  const gain = (by: SplitUnit): number => scaling.find((cell) => cell.by === by && cell.model.id === "knn")!.gain.gain;
  const at = <Item extends { readonly by: SplitUnit }>(list: readonly Item[], by: SplitUnit): Item =>
    list.find((item) => item.by === by)!;
  const effective = (by: SplitUnit): number => {
    const { features, permutation } = at(importances, by);
    return importanceSummary(features, permutation).effective;
  };
  const changes = [
    gain("row") > 2 * Math.abs(gain("track")) &&
      prose`scaling looks decisive for k nearest neighbours (${formatPoints(gain("row"))}) and is worth ${formatPoints(Math.max(0, gain("track")))} on new tracks`,
    effective("row") > 1.15 * effective("track") &&
      prose`importance looks evenly spread (over ${effective("row").toFixed(0)} features' worth) and rests on fewer (${effective("track").toFixed(0)})`,
    fewestFeatures(at(droppings, "row")).kept > fewestFeatures(at(droppings, "track")).kept &&
      prose`${fewestFeatures(at(droppings, "row")).kept} features look necessary where ${fewestFeatures(at(droppings, "track")).kept} do`,
  ].filter((change): change is Prose => change !== false);
  if (changes.length === 0) return markdown("Here the conclusions are the same with tracks kept apart.");
  return markdown(
    prose`With the leak, ${listProse(changes)}. **Whatever makes a track recognisable is rewarded**: every optimisation judged on random rows is judged by how well it serves that.`,
  );
}
