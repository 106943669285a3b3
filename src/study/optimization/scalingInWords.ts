import type { ScalingCell } from "./scalingComparison.ts";
import {
  countOf,
  featureName,
  formatPercent,
  formatPoints,
  listProse,
  type Markdown,
  markdown,
  type Prose,
  prose,
  SPLIT_NAMES,
} from "../common/index.ts";
import type { VarianceShare } from "./varianceShares.ts";

/** Which models gain by scaling, why, and how much of the gain is the leak's. */
export function scalingInWords(cells: readonly ScalingCell[], shares: readonly VarianceShare[]): Markdown {
  const of = (id: string): ScalingCell[] => cells.filter(({ model }) => model.id === id);
  const [knn, rf, lr] = [of("knn"), of("rf"), of("lr")];
  return markdown(
    prose`**k nearest neighbours** ${describe(knn)}. ${distances(shares)} ${leak(knn)}`,
    prose`**The random forest** ${describe(rf)}: a tree asks of a feature only whether it is above a threshold, and thresholds scale with their feature.`,
    prose`**Logistic regression** ${describe(lr)}. Its weights adapt to any scale; only the penalty on large weights does not, and it weighs next to nothing against so many rows. (That holds for a fit that has converged, as ours has. A solver that stops after a set number of steps may stop far from the best weights where features are not scaled.)`,
  );
}

function describe(cells: readonly ScalingCell[]): Prose {
  const beyond = cells.filter(({ gain }) => gain.interval.low > 0 || gain.interval.high < 0);
  const name = ({ by }: ScalingCell): string => (by === "row" ? "on random rows" : SPLIT_NAMES[by]);
  const say = (cell: ScalingCell): Prose =>
    prose`from ${formatPercent(cell.unscaled.testAccuracy, 1)} to ${formatPercent(cell.scaled.testAccuracy, 1)} ${name(cell)}`;
  if (beyond.length > 0) {
    const rest = cells.length > beyond.length ? "; the other differences may be chance" : "";
    return prose`${beyond.every(({ gain }) => gain.gain > 0) ? "gains" : "changes"} ${listProse(beyond.map(say))}${rest}`;
  }
  const largest = cells.reduce((most, cell) => (Math.abs(cell.gain.gain) > Math.abs(most.gain.gain) ? cell : most));
  return largest.gain.gain === 0
    ? prose`is right exactly as often either way`
    : prose`changes by ${formatPoints(largest.gain.gain, 1)} at most, which may be chance`;
}

function distances(shares: readonly VarianceShare[]): Prose {
  const first = shares.slice(0, 1);
  while (first.reduce((sum, { share }) => sum + share, 0) < 0.95 && first.length < shares.length) {
    first.push(shares[first.length]!);
  }
  const together = first.reduce((sum, { share }) => sum + share, 0);
  const names = listProse(first.map(({ feature }) => featureName(feature).title));
  const rest = shares.length - first.length;
  return prose`Unscaled, ${formatPercent(together, 1)} of the squared distance between two rows comes from ${names}, whose numbers are the largest${rest > 0 ? prose`; ${countOf(rest, "other feature")} hardly ${rest === 1 ? "counts" : "count"}.` : "."}`;
}

function leak(knn: readonly ScalingCell[]): Prose | undefined {
  const random = knn.find(({ by }) => by === "row")!.gain;
  const apart = knn.find(({ by }) => by === "track")!.gain;
  if (!(random.interval.low > 0) || random.gain <= apart.interval.high) return undefined;
  return prose`**Most of that gain is the leak's**: with all features at the same weight a segment finds the other segments of its own track, and ${formatPoints(random.gain)} are gained; on tracks that it has not met, scaling adds ${formatPoints(apart.gain)}.`;
}
