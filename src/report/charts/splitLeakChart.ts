import { SPLIT_NAMES } from "../analysis/splitUnits.ts";
import type { SplitOverlap } from "../analysis/splitOverlap.ts";
import { type Chart, chart } from "../chart.ts";
import { QUIET_COLOUR, SPLIT_COLOURS } from "../chartTheme.ts";
import { formatPercent } from "../formatNumber.ts";
import type { ReportTable } from "../reportTable.ts";

/** How many of the test tracks the model has met in training, for each way to split. */
export function splitLeakChart({ source }: ReportTable, overlaps: readonly SplitOverlap[]): Chart {
  const names = overlaps.map(({ by }) => SPLIT_NAMES[by]);
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
      {
        type: "bar",
        orientation: "h",
        name: "also in training",
        y: names,
        x: overlaps.map(({ sharedTracks }) => sharedTracks),
        text: overlaps.map(({ sharedTracks, tracks }) => (sharedTracks > 0 ? `${sharedTracks} of ${tracks.test}` : "")),
        textposition: "inside",
        insidetextanchor: "middle",
        marker: { color: SPLIT_COLOURS.row },
        hovertemplate: "%{y}: %{x:,} test tracks also in training<extra></extra>",
      },
      {
        type: "bar",
        orientation: "h",
        name: "only in test",
        y: names,
        x: overlaps.map(({ sharedTracks, tracks }) => tracks.test - sharedTracks),
        text: overlaps.map(({ sharedTracks, tracks }) => (tracks.test > sharedTracks ? `${tracks.test - sharedTracks} new` : "")),
        textposition: "auto",
        insidetextanchor: "middle",
        marker: { color: QUIET_COLOUR },
        hovertemplate: "%{y}: %{x:,} test tracks never seen<extra></extra>",
      },
    ],
    layout: {
      barmode: "stack",
      bargap: 0.35,
      xaxis: { title: { text: "tracks in the test part" }, nticks: 6 },
      yaxis: { autorange: "reversed", ticksuffix: " ", showgrid: false },
      margin: { b: 76 },
    },
  });
}
