import type { ForestImportances } from "./forestImportances.ts";
import { type ImportanceSummary, importanceSummary } from "./importanceSummary.ts";
import {
  chart,
  type Chart,
  featureName,
  formatPercent,
  lineAt,
  panelHeading,
  SPLIT_COLOURS,
  SPLIT_NAMES,
  SPLIT_SYMBOLS,
  type Trace,
} from "../common/index.ts";
import { escapeHtml } from "../../ground/index.ts";

const ROW = 19;
/** Room for the panels' headings above the plot. */
const HEADING = 36;

/**
 * How important each feature is to the forest, for each way to split: the decrease of impurity in training on the left, the accuracy
 * lost in testing on the right, as means over several forests with their whole range. Features are ordered by the first of the two.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables } from "../src/study/common/index.ts";
 * import { forestImportances, importanceChart } from "../src/study/optimization/index.ts";
 * const { clips } = reportTables(await loadSource(resolveSource("sample")));
 * const importances = await forestImportances(clips!, { units: ["row"], forests: 2, seed: 1 });
 * const { alt } = importanceChart(importances, clips!.source);
 * alt.split(". ")[1]; // => "random rows: share of impurity from MFCC 1 5.2 % to MFCC 15 2.6 %, as evenly spread as 28.6 equal ones; …"
 */
export function importanceChart(importances: readonly ForestImportances[], source: string): Chart {
  const summaries = importances.map(({ by, features, impurity, permutation }) => ({
    by,
    panels: [importanceSummary(features, impurity), importanceSummary(features, permutation)] as const,
  }));
  const { features, impurity } = importances[0]!;
  const order = summaries[0]!.panels[0].ranked.map(({ feature }) => feature);
  const names = order.map((feature) => escapeHtml(featureName(feature).title));
  const equal = 1 / features.length;
  const plot = ROW * order.length;
  const data = summaries.flatMap(({ by, panels }) =>
    panels.map((summary, panel): Trace => {
      const values = order.map((feature) => summary.ranked.find((one) => one.feature === feature)!);
      return {
        type: "scatter",
        mode: "markers",
        name: SPLIT_NAMES[by],
        legendgroup: by,
        showlegend: panel === 0,
        y: names,
        x: values.map(({ mean }) => round(mean)),
        error_x: {
          type: "data",
          symmetric: false,
          array: values.map(({ mean, high }) => round(high - mean)),
          arrayminus: values.map(({ mean, low }) => round(mean - low)),
          color: SPLIT_COLOURS[by],
          thickness: 1.5,
          width: 0,
        },
        marker: { color: SPLIT_COLOURS[by], symbol: SPLIT_SYMBOLS[by], size: 7 },
        hovertemplate: `<b>%{y}</b>, ${SPLIT_NAMES[by]}: %{x:.2%}<extra></extra>`,
        xaxis: panel === 0 ? "x" : "x2",
      };
    }),
  );
  const last = summaries.at(-1)!;
  return chart({
    title: [
      `By impurity ${Math.round(summaries[0]!.panels[0].effective)} of ${features.length} features count;`,
      ...shuffledLine(last.panels[1], SPLIT_NAMES[last.by]),
    ],
    source,
    alt: `Dots, means of ${impurity.length} forests with their range, for each of ${features.length} features. ${summaries
      .map(({ by, panels }) => `${SPLIT_NAMES[by]}: ${panels.map((summary, i) => describe(summary, i)).join("; ")}.`)
      .join(" ")}`,
    height: 180 + HEADING + plot,
    data,
    layout: {
      xaxis: { domain: [0, 0.47], tickformat: ".0%", nticks: 4, rangemode: "tozero", zeroline: false },
      xaxis2: { domain: [0.53, 1], anchor: "y", tickformat: ".0%", nticks: 4, zeroline: false, automargin: true },
      yaxis: {
        domain: [0, plot / (plot + HEADING)],
        range: [order.length - 0.4, -0.6],
        ticksuffix: " ",
        dtick: 1,
        categoryorder: "array",
        categoryarray: names,
        tickfont: { size: 11 },
      },
      shapes: [lineAt(equal, { xref: "x", yref: "y domain" }), lineAt(0, { xref: "x2", yref: "y domain" })],
      annotations: [
        panelHeading({ xaxis: "x", yaxis: "y" }, "<b>in training</b><br>share of impurity"),
        panelHeading({ xaxis: "x2", yaxis: "y" }, "<b>in testing</b><br>accuracy lost"),
      ],
      margin: { b: 76 },
    },
  });
}

function shuffledLine({ effective }: ImportanceSummary, name: string): string[] {
  return Number.isNaN(effective)
    ? [`${name}, shuffling costs nothing`]
    : [`by shuffling ${Math.round(effective)} do (${name})`];
}

function describe({ ranked, effective }: ImportanceSummary, panel: number): string {
  const best = ranked[0]!;
  const worst = ranked.at(-1)!;
  const say = ({ feature, mean }: typeof best): string => `${featureName(feature).title} ${formatPercent(mean, 1)}`;
  const spread = Number.isNaN(effective) ? "" : `, as evenly spread as ${effective.toFixed(1)} equal ones`;
  return `${panel === 0 ? "share of impurity" : "accuracy lost when shuffled"} from ${say(best)} to ${say(worst)}${spread}`;
}

function round(value: number): number {
  return Number(value.toFixed(5));
}
