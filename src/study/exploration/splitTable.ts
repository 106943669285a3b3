import { formatCount, formatPercent, type ReportTable, SPLIT_NAMES, type Table, table } from "../common/index.ts";
import type { SplitOverlap } from "./splitOverlap.ts";

/** The parts of the report's split for each way to split: rows, tracks, and what test and training part share. */
export function splitTable({ title, rowNoun, source }: ReportTable, overlaps: readonly SplitOverlap[]): Table {
  return table({
    caption: `The ${title} split 90/10, then 75/25.`,
    source,
    columns: [
      { heading: "split" },
      ...["hold-out", "train", "test"].map((heading) => ({ heading, group: `${rowNoun}s`, numeric: true })),
      ...["hold-out", "train", "test"].map((heading) => ({ heading, group: "tracks", numeric: true })),
      { heading: "in train too", group: "test tracks", numeric: true },
      { heading: "share", group: "test tracks", numeric: true },
    ],
    rows: overlaps.map(({ by, rows, tracks, sharedTracks }) => [
      SPLIT_NAMES[by],
      ...[rows.holdout, rows.train, rows.test, tracks.holdout, tracks.train, tracks.test, sharedTracks].map(
        formatCount,
      ),
      { text: formatPercent(sharedTracks / tracks.test), strong: true },
    ]),
  });
}
