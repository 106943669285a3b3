import { CHART_COLOURS } from "../../ground/index.ts";
import {
  type Chart,
  chart,
  formatCount,
  formatPercent,
  type ReportTable,
  SPLIT_COLOURS,
  SPLIT_NAMES,
  type Trace,
} from "../common/index.ts";
import type { SplitOverlap } from "./splitOverlap.ts";

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
