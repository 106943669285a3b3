import type { TrackCurve } from "./trackCurve.ts";
import { shownLine } from "./shownData.ts";
import { type Chart, chart, formatCount, formatPercent, type Trace } from "../common/index.ts";
import { CHART_COLOURS, escapeHtml } from "../../ground/index.ts";
import { nameBeside, SOURCE_STYLES } from "./sourceStyles.ts";

const COLOURS = [CHART_COLOURS.orange, CHART_COLOURS.blue, CHART_COLOURS.violet];
const SYMBOLS = ["circle", "square", "diamond"];

/**
 * Accuracy on unseen tracks by the number of training tracks. The axis of tracks is logarithmic: each step doubles them.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { drawTracks, shownData, trackCurve, trackCurveChart } from "../src/study/beyond/index.ts";
 * const [drawn] = drawTracks(await shownData(await loadSource(resolveSource("sample"))), 40, 1);
 * trackCurveChart(await trackCurve(drawn!, { seed: 1 })).alt; // => "LR, FMA sample: 20.8 % with 16 tracks, 20.8 % with 32 tracks. …"
 */
export function trackCurveChart(curves: readonly TrackCurve[]): Chart {
  const shown = [...new Map(curves.map(({ data }) => [data.prefix, data])).values()];
  const labels = [...new Set(curves.map(({ model }) => model.label))];
  const longest = curves.reduce((most, curve) => (curve.points.length > most.points.length ? curve : most));
  const sizes = longest.points.map(({ tracks }) => tracks);
  return chart({
    title: "Would more tracks help?",
    source: shownLine(shown),
    alt: curves
      .map(
        ({ data, model, points }) =>
          `${model.label}, ${data.title}: ${points
            .map(({ tracks, score }) => `${formatPercent(score.accuracy, 1)} with ${formatCount(tracks)} tracks`)
            .join(", ")}.`,
      )
      .join(" "),
    height: 470,
    data: curves.map(({ data, model, points }): Trace => {
      const at = labels.indexOf(model.label);
      const name = escapeHtml(nameBeside(model.label, data));
      const values = points.map(({ score }) => score.accuracy);
      return {
        type: "scatter",
        mode: "lines+markers",
        name,
        x: points.map(({ tracks }) => tracks),
        y: values,
        line: { color: COLOURS[at % COLOURS.length], width: 2, dash: SOURCE_STYLES[data.prefix].dash },
        marker: { color: COLOURS[at % COLOURS.length], symbol: SYMBOLS[at % SYMBOLS.length], size: 8 },
        error_y: {
          type: "data",
          symmetric: false,
          array: points.map(({ score }) => score.interval.high - score.accuracy),
          arrayminus: points.map(({ score }) => score.accuracy - score.interval.low),
          thickness: 1,
          width: 3,
          color: COLOURS[at % COLOURS.length],
        },
        hovertemplate: `${name}, %{x:,} tracks: %{y:.1%}<extra></extra>`,
      };
    }),
    layout: {
      xaxis: {
        title: { text: "tracks to learn from" },
        type: "log",
        tickvals: sizes,
        ticktext: sizes.map(formatCount),
        zeroline: false,
      },
      yaxis: { title: { text: "accuracy on other tracks" }, rangemode: "tozero", tickformat: ".0%", dtick: 0.1 },
      margin: { b: 110 },
    },
  });
}
