import { formatCount, formatPercent, type ReportTable, SPLIT_NAMES, type Table, table } from "../common/index.ts";
import type { SplitOverlap } from "./splitOverlap.ts";

/**
 * The parts of the report's split for each way to split: rows, tracks, and what test and training part share.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables, splitUnits } from "../src/study/common/index.ts";
 * import { splitOverlap, splitTable } from "../src/study/exploration/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const overlaps = splitUnits(segments!.table).map((by) => splitOverlap(segments!.table, { by, seed: 1 }));
 * splitTable(segments!, overlaps).text.split("\n")[3]!.split(/ {2,}/); // => ["random rows", "160", "1,080", "360", "103", "160", "147", "147", "100 %"]
 */
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
