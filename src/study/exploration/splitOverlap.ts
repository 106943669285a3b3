import { type FeatureTable, reportSplit, type SplitUnit } from "../../dataset/index.ts";
import { CHART_COLOURS } from "../../ground/index.ts";
import {
  chart,
  type Chart,
  formatCount,
  formatPercent,
  type Markdown,
  markdown,
  prose,
  type ReportTable,
  SPLIT_COLOURS,
  SPLIT_NAMES,
  type Table,
  table,
  type Trace,
} from "../common/index.ts";

/** The parts of the report's split, and what test and training part have in common. */
export interface SplitOverlap {
  readonly by: SplitUnit;
  readonly rows: { readonly holdout: number; readonly train: number; readonly test: number };
  readonly tracks: { readonly holdout: number; readonly train: number; readonly test: number };
  /** How many of the test part's tracks are in the training part as well. */
  readonly sharedTracks: number;
  /** The share of test rows whose track is in the training part as well. */
  readonly leakedRows: number;
}

/**
 * Splits as the report does, 10 % held out and 75/25 of the rest, and counts the tracks on both sides.
 * @example
 * import { splitOverlap } from "../src/study/exploration/index.ts";
 * const track = Array.from({ length: 100 }, (_, row) => String(Math.floor(row / 10)));
 * splitOverlap({ path: "songs.csv", track }, { by: "row", seed: 1 }).leakedRows; // => 1
 * splitOverlap({ path: "songs.csv", track }, { by: "track", seed: 1 }).leakedRows; // => 0
 */
export function splitOverlap(
  table: Pick<FeatureTable, "path" | "track" | "artist">,
  options: { readonly by: SplitUnit; readonly seed: number },
): SplitOverlap {
  const { holdout, train, test } = reportSplit(table, options);
  const tracksOf = (rows: Uint32Array): Set<string> => new Set(Array.from(rows, (row) => table.track[row]!));
  const [trained, tested] = [tracksOf(train), tracksOf(test)];
  return {
    by: options.by,
    rows: { holdout: holdout.length, train: train.length, test: test.length },
    tracks: { holdout: tracksOf(holdout).size, train: trained.size, test: tested.size },
    sharedTracks: [...tested].filter((track) => trained.has(track)).length,
    leakedRows: test.filter((row) => trained.has(table.track[row]!)).length / test.length,
  };
}

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

/**
 * How many of the test tracks the model has seen in training, for each way to split.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables, splitUnits } from "../src/study/common/index.ts";
 * import { splitLeakChart, splitOverlap } from "../src/study/exploration/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const overlaps = splitUnits(segments!.table).map((by) => splitOverlap(segments!.table, { by, seed: 1 }));
 * const { alt } = splitLeakChart(segments!, overlaps);
 * alt; // => "Bars: random rows, 147 of 147 test tracks have segments in the training part (100 %); by track, 0 of 36 …"
 */
export function splitLeakChart({ source }: ReportTable, overlaps: readonly SplitOverlap[]): Chart {
  const names = overlaps.map(({ by }) => SPLIT_NAMES[by]);
  const bar = (name: string, color: string, count: (overlap: SplitOverlap) => number): Trace => ({
    type: "bar",
    orientation: "h",
    name,
    y: names,
    x: overlaps.map((overlap) => count(overlap) / overlap.tracks.test),
    text: overlaps.map((overlap) =>
      count(overlap) > 0 ? `${formatCount(count(overlap))} of ${formatCount(overlap.tracks.test)}` : "",
    ),
    textposition: "inside",
    insidetextanchor: "middle",
    textangle: 0,
    marker: { color },
    hovertemplate: `%{y}: %{text} tracks ${name}<extra></extra>`,
  });
  return chart({
    title: "How many test tracks were trained on?",
    source,
    alt: `Bars: ${overlaps
      .map(
        ({ by, sharedTracks, tracks }) =>
          `${SPLIT_NAMES[by]}, ${sharedTracks} of ${tracks.test} test tracks have segments in the training part (${formatPercent(sharedTracks / tracks.test)})`,
      )
      .join("; ")}.`,
    height: 150 + 48 * overlaps.length,
    data: [
      bar("also in training", SPLIT_COLOURS.row, ({ sharedTracks }) => sharedTracks),
      bar("only in test", CHART_COLOURS.quiet, ({ sharedTracks, tracks }) => tracks.test - sharedTracks),
    ],
    layout: {
      barmode: "stack",
      bargap: 0.35,
      xaxis: { title: { text: "share of the test part's tracks" }, range: [0, 1], tickformat: ".0%", dtick: 0.25 },
      yaxis: { autorange: "reversed", ticksuffix: " ", showgrid: false },
      legend: { traceorder: "normal" },
      margin: { b: 76, r: 24 },
    },
  });
}

/** Says how far the report's split lets a model see test tracks in training. */
export function leakInWords({ title }: ReportTable, overlaps: readonly SplitOverlap[]): Markdown {
  const random = overlaps.find(({ by }) => by === "row")!;
  const leaks = random.sharedTracks > 0;
  // Nearly all rows must not be rounded to 100 %.
  const digits = random.leakedRows < 1 && random.leakedRows > 0.995 ? 2 : 0;
  return markdown(
    leaks
      ? prose`On the ${title}, random rows put **${formatCount(random.sharedTracks)} of ${formatCount(random.tracks.test)} test tracks on both sides**: ${formatPercent(random.leakedRows, digits)} of the test rows have siblings in the training part. A score from such a split may tell how well a model recognises tracks it has met. Split by track, no test track has been met, and the score tells what the model makes of new music.`
      : prose`On the ${title}, random rows put no track on both sides: with one row a track, splitting by track is the same experiment.`,
  );
}
