import type { GridCell } from "./accuracyGrid.ts";
import { accuracyMargin } from "./accuracyMargin.ts";
import { formatPercent, formatPoints, type Markdown, markdown, type Prose, prose } from "../common/index.ts";
import type { SplitUnit } from "../../dataset/index.ts";

/** Whether the 3-second table trains better than the 30-second one, as the report concludes: on random rows, and by track. */
export function tablesInWords(grid: readonly GridCell[]): Markdown {
  const ids = new Set(grid.map(({ table }) => table.id));
  if (ids.size < 2)
    return markdown(
      prose`*To compare the two tables, a source needs both; this one has only the ${grid[0]!.table.title}.*`,
    );
  const best = (id: string, by: SplitUnit): GridCell =>
    grid
      .filter((cell) => cell.table.id === id && cell.by === by)
      .reduce((most, cell) => (cell.evaluation.testAccuracy > most.evaluation.testAccuracy ? cell : most));
  const say = (cell: GridCell): Prose => prose`${formatPercent(cell.evaluation.testAccuracy)} (${cell.model.label})`;
  const gain = (by: SplitUnit): number =>
    best("3s", by).evaluation.testAccuracy - best("30s", by).evaluation.testAccuracy;
  const honest = gain("track");
  const noise = Math.hypot(accuracyMargin(best("3s", "track")), accuracyMargin(best("30s", "track")));
  const verdict =
    gain("row") > noise && honest <= noise
      ? prose`**The advantage is the leak's**: each segment of a track is one more chance to meet that track in training. By track ${
          honest < -noise
            ? prose`the 3-second table is behind by ${formatPoints(honest)}.`
            : "the difference is within what the draw of the test part explains."
        }`
      : honest > noise
        ? "By track the 3-second table is still ahead: more rows do help here."
        : "Neither way of splitting gives the 3-second table a clear advantage here.";
  return markdown(
    prose`The report concludes that the 3-second table “trains the model better”. Best scores on random rows: ${say(best("30s", "row"))} with 30 seconds, ${say(best("3s", "row"))} with 3. By track: ${say(best("30s", "track"))} and ${say(best("3s", "track"))}. ${verdict}`,
  );
}
