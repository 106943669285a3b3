import { type ForestImportances, meanImportance, STRONG_CORRELATION } from "./forestImportances.ts";
import { featureName, formatGain, listInWords, SPLIT_NAMES, type Table, table } from "../common/index.ts";

/**
 * What shuffling groups of nearly redundant features costs, in points of accuracy: the most any of them costs alone, the sum of what
 * each costs alone, and what all cost together.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables } from "../src/study/common/index.ts";
 * import { featureGroupsTable, forestImportances } from "../src/study/optimization/index.ts";
 * const { clips } = reportTables(await loadSource(resolveSource("sample")));
 * const importances = await forestImportances(clips!, { units: ["row"], forests: 1, seed: 1 });
 * const { text } = featureGroupsTable(importances, clips!.source);
 * text.split("\n").at(-1); // => "Spectral centroid, Spectral bandwidth, Spectral roll-off and MFCC 2 …"
 */
export function featureGroupsTable(importances: readonly ForestImportances[], source: string): Table {
  const groups = importances[0]!.groups;
  return table({
    caption: `Accuracy lost, in points, when features that correlate by ${STRONG_CORRELATION} or more are shuffled one at a time and together.`,
    source,
    columns: [
      { heading: "features", prose: true },
      ...importances.flatMap(({ by }) =>
        ["most alone", "sum alone", "together"].map((heading) => ({ heading, group: SPLIT_NAMES[by], numeric: true })),
      ),
    ],
    rows: groups.map(({ features }, g) => [
      listInWords(features.map((feature) => featureName(feature).title)),
      ...importances.flatMap((own) => {
        const means = meanImportance(own.permutation);
        const alone = features.map((feature) => means[own.features.indexOf(feature)]!);
        const together = own.groups[g]!.together;
        const mean = together.reduce((sum, value) => sum + value, 0) / together.length;
        return [
          formatGain(-Math.max(...alone), 1),
          formatGain(-alone.reduce((sum, value) => sum + value, 0), 1),
          { text: formatGain(-mean, 1), strong: true as const },
        ];
      }),
    ]),
  });
}
