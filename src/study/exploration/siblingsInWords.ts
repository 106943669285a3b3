import type { NearestSiblings } from "./nearestSiblings.ts";
import { countOf, formatPercent, type Markdown, markdown, prose, type ReportTable } from "../common/index.ts";

/** What the nearest neighbours of segments say about a split that separates siblings. */
export function siblingsInWords({ table }: ReportTable, { rows, sameTrack, sameGenre }: NearestSiblings): Markdown {
  const whom =
    rows < table.X.rows
      ? prose`Of ${countOf(rows, "segment")} drawn at random`
      : prose`Of all ${countOf(rows, "segment")}`;
  const meaning =
    sameTrack > sameGenre
      ? "So a segment says much more about which track it is from than about its genre: where siblings stand on both sides of a split, a model can score by recognising tracks."
      : "Here a segment says at least as much about its genre as about its track.";
  return markdown(
    prose`${whom}, **${formatPercent(sameTrack)} have their nearest neighbour in their own track**, among all ${countOf(table.X.rows, "segment")}. The nearest segment of any *other* track is of the same genre for ${sameGenre < 0.5 ? "only " : ""}${formatPercent(sameGenre)}. ${meaning}`,
  );
}
