import type { GridCell } from "./accuracyGrid.ts";
import { formatPercent } from "../common/index.ts";

/** The largest difference between random rows and tracks kept apart, as a chart's title of one or two lines. */
export function leakHeadline(grid: readonly GridCell[]): readonly string[] {
  const pairs = grid
    .filter(({ by }) => by === "row")
    .map((random) => {
      const honest = grid.find(
        ({ by, table, model }) => by === "track" && table.id === random.table.id && model.id === random.model.id,
      )!;
      return { random, honest, drop: random.evaluation.testAccuracy - honest.evaluation.testAccuracy };
    });
  const { random, honest, drop } = pairs.reduce((most, pair) => (pair.drop > most.drop ? pair : most));
  if (drop < 0.02) return ["Random rows and tracks apart score alike"];
  return [
    `${random.model.label}: ${formatPercent(random.evaluation.testAccuracy)} on random rows,`,
    `${formatPercent(honest.evaluation.testAccuracy)} when tracks are kept apart`,
  ];
}
