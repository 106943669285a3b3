import { reportSplit, type SplitUnit } from "../../dataset/reportSplit.ts";
import { takeSplit } from "../../dataset/takeSplit.ts";
import { evaluate } from "../../models/evaluate.ts";
import { KNeighborsClassifier } from "../../models/kNeighborsClassifier.ts";
import type { ReportTable } from "../reportTable.ts";
import { splitUnits } from "./splitUnits.ts";

/** The accuracy of k nearest neighbours for each k, with one way to split. */
export interface NeighboursSweep {
  readonly by: SplitUnit;
  readonly points: readonly { readonly k: number; readonly train: number; readonly test: number }[];
  /** The k with the highest test accuracy, the smallest of several. */
  readonly best: { readonly k: number; readonly test: number };
}

/** Tries every k with every way to split, on the report's split. Those larger than the training part are left out. */
export async function neighboursSweep(
  { table }: ReportTable,
  ks: readonly number[],
  { seed }: { readonly seed: number },
): Promise<NeighboursSweep[]> {
  const sweeps: NeighboursSweep[] = [];
  for (const by of splitUnits(table)) {
    const parts = takeSplit(table, reportSplit(table, { by, seed }));
    const points: { k: number; train: number; test: number }[] = [];
    for (const k of ks) {
      if (k > parts.train.y.length) continue;
      const { trainAccuracy, testAccuracy } = await evaluate(new KNeighborsClassifier({ nNeighbors: k }), parts);
      points.push({ k, train: trainAccuracy, test: testAccuracy });
    }
    if (points.length === 0)
      throw new RangeError(`no k of ${ks.join(", ")} is at most ${parts.train.y.length}, the training rows`);
    const { k, test } = points.reduce((best, point) => (point.test > best.test ? point : best));
    sweeps.push({ by, points, best: { k, test } });
  }
  return sweeps;
}
