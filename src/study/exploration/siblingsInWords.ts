import type { NearestSiblings } from "./nearestSiblings.ts";
import {
  countOf,
  formatPercent,
  type Markdown,
  markdown,
  type Prose,
  prose,
  type ReportTable,
} from "../common/index.ts";

/** Says what segments' nearest neighbours imply for a split that separates siblings. */
export function siblingsInWords({ table }: ReportTable, siblings: NearestSiblings): Markdown {
  const { rows, sameGenre } = siblings;
  const whom =
    rows < table.X.rows
      ? prose`Of ${countOf(rows, "segment")} drawn at random`
      : prose`Of all ${countOf(rows, "segment")}`;
  const meaning = clingsToTrack(siblings)
    ? "So a segment says much more about which track it is from than about its genre: where siblings stand on both sides of a split, a model can score by recognising tracks."
    : clingsToGenre(siblings)
      ? "Here a segment says more about its genre than about its track."
      : "Whether a segment says more about its track than about its genre can't be told from these.";
  return markdown(
    prose`${whom}, **${siblingShare(siblings, "sameTrack")} have their nearest neighbour in their own track**, among all ${countOf(table.X.rows, "segment")}. The nearest segment of any *other* track is of the same genre for ${sameGenre < 0.5 ? "only " : ""}${siblingShare(siblings, "sameGenre")}. ${meaning}`,
  );
}

/** Whether the nearest neighbour reveals the track more often than the genre; with intervals, beyond both of them. */
export function clingsToTrack({ sameTrack, sameGenre, intervals }: NearestSiblings): boolean {
  return intervals ? intervals.sameTrack.low > intervals.sameGenre.high : sameTrack > sameGenre;
}

/** The opposite, by the same rule. */
export function clingsToGenre({ sameTrack, sameGenre, intervals }: NearestSiblings): boolean {
  return intervals ? intervals.sameGenre.low > intervals.sameTrack.high : sameGenre > sameTrack;
}

/** A share, with its interval if it has one: "93 % (91 % to 95 %)". */
export function siblingShare(siblings: NearestSiblings, share: "sameTrack" | "sameGenre"): Prose {
  const interval = siblings.intervals?.[share];
  const range = interval && prose` (${formatPercent(interval.low)} to ${formatPercent(interval.high)})`;
  return prose`${formatPercent(siblings[share])}${range}`;
}
