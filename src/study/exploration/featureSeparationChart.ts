import type { FeatureSeparation } from "./featureSeparation.ts";
import { type Chart, chart, featureName, formatPercent, SPLIT_COLOURS } from "../common/index.ts";
import { escapeHtml } from "../../ground/index.ts";

/**
 * Which feature separates the genres best: the share of each feature's variance that lies between genres.
 * @example
 * import { featureSeparationChart } from "../src/study/exploration/index.ts";
 * const separation = [{ feature: "rms_mean", share: 0.3 }, { feature: "tempo", share: 0.02 }];
 * featureSeparationChart(separation, "Data: my songs").alt.split(". ")[1]; // => "It is largest for RMS energy with 30 % and smallest for Tempo with 2.0 %."
 */
export function featureSeparationChart(separation: readonly FeatureSeparation[], source: string): Chart {
  const best = separation[0]!;
  const worst = separation.at(-1)!;
  const title = (feature: string): string => featureName(feature).title;
  return chart({
    title: ["Which feature tells the genres apart?"],
    source,
    alt:
      `Bars, one for each of ${separation.length} features: the share of its variance that lies between genres. ` +
      `It is largest for ${title(best.feature)} with ${formatPercent(best.share)} and smallest for ` +
      `${title(worst.feature)} with ${formatPercent(worst.share, 1)}.`,
    height: 130 + 18 * separation.length,
    data: [
      {
        type: "bar",
        orientation: "h",
        y: separation.map(({ feature }) => escapeHtml(title(feature))),
        x: separation.map(({ share }) => share),
        marker: { color: SPLIT_COLOURS.track },
        customdata: separation.map(({ feature }) => escapeHtml(featureName(feature).meaning)),
        hovertemplate: "<b>%{y}</b>: %{x:.1%}<br>%{customdata}<extra></extra>",
      },
    ],
    layout: {
      showlegend: false,
      bargap: 0.3,
      xaxis: { title: { text: "variance between genres" }, tickformat: ".0%", nticks: 6, rangemode: "tozero" },
      yaxis: { autorange: "reversed", ticksuffix: " ", dtick: 1, showgrid: false, tickfont: { size: 11 } },
      margin: { b: 48 },
    },
  });
}
