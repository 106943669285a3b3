import type { FeatureDropping } from "./featureDropping.ts";
import {
  type Chart,
  chart,
  featureName,
  formatGain,
  formatPercent,
  listInWords,
  SPLIT_COLOURS,
  ON_SPLIT,
  SPLIT_NAMES,
  SPLIT_SYMBOLS,
} from "../common/index.ts";
import { CHART_COLOURS, escapeHtml } from "../../ground/index.ts";

export interface DroppingChartOptions {
  readonly source: string;
  /** The score of always guessing the most frequent genre; drawn as a line. */
  readonly chance: number;
}

/**
 * What the forest loses as features are dropped: its test accuracy by the number of features kept, for each way to split. Bars show the
 * 95 % interval of the difference from all features.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { chanceOf, reportTables } from "../src/study/common/index.ts";
 * import { droppingChart, featureDropping, forestImportances } from "../src/study/optimization/index.ts";
 * const { clips } = reportTables(await loadSource(resolveSource("sample")));
 * const importances = await forestImportances(clips!, { units: ["row"], forests: 1, seed: 1 });
 * const droppings = await featureDropping(clips!, importances, { shares: [0.5], seed: 1 });
 * const { alt } = droppingChart(droppings, { source: clips!.source, chance: chanceOf(clips!.table) });
 * alt.split(". ")[1]; // => "random rows: 29 features 28 %, 15 features 28 %"
 */
export function droppingChart(droppings: readonly FeatureDropping[], { source, chance }: DroppingChartOptions): Chart {
  const counts = droppings[0]!.steps.map(({ kept }) => kept);
  return chart({
    title: headline(droppings),
    source,
    alt: `Lines: test accuracy of the forest by the number of features kept. ${droppings
      .map(
        ({ by, steps }) =>
          `${SPLIT_NAMES[by]}: ${steps.map(({ kept, testAccuracy }) => `${kept} features ${formatPercent(testAccuracy)}`).join(", ")}.`,
      )
      .join(" ")} Always guessing the most frequent genre scores ${formatPercent(chance, 1)}.`,
    height: 420,
    data: droppings.map(({ by, steps }) => ({
      type: "scatter",
      mode: "lines+markers",
      name: SPLIT_NAMES[by],
      x: steps.map(({ kept }) => kept),
      y: steps.map(({ testAccuracy }) => testAccuracy),
      error_y: {
        type: "data",
        symmetric: false,
        array: steps.map(({ gain }) => gain.interval.high - gain.gain),
        arrayminus: steps.map(({ gain }) => gain.gain - gain.interval.low),
        color: SPLIT_COLOURS[by],
        thickness: 1.5,
        width: 5,
      },
      line: { color: SPLIT_COLOURS[by], width: 2.5 },
      marker: { color: SPLIT_COLOURS[by], symbol: SPLIT_SYMBOLS[by], size: 9 },
      customdata: steps.map(({ gain, dropped }) => [
        formatGain(gain.gain, 1),
        `${formatGain(gain.interval.low, 1)} to ${formatGain(gain.interval.high, 1)}`,
        dropped.length > 0 ? `<br>without ${lines(dropped)}` : "",
      ]),
      hovertemplate: `%{x} features, ${SPLIT_NAMES[by]}: %{y:.1%}<br>%{customdata[0]} points (%{customdata[1]})%{customdata[2]}<extra></extra>`,
    })),
    layout: {
      xaxis: { title: { text: "features kept, the most important first" }, tickvals: counts, zeroline: false },
      yaxis: { title: { text: "test accuracy" }, range: [0, 1.02], tickformat: ".0%", dtick: 0.2 },
      margin: { b: 96 },
      shapes: [
        {
          type: "line",
          xref: "paper",
          x0: 0,
          x1: 1,
          y0: chance,
          y1: chance,
          line: { dash: "dot", width: 1.5, color: CHART_COLOURS.quiet },
        },
      ],
      annotations: [
        {
          text: "most frequent genre",
          showarrow: false,
          xref: "paper",
          x: 1,
          xanchor: "right",
          y: chance,
          yanchor: "top",
          font: { size: 11 },
        },
      ],
    },
  });
}

function headline(droppings: readonly FeatureDropping[]): string {
  const helped = droppings.filter(({ steps }) => steps.some(({ ofAll }) => ofAll.low > 0));
  if (helped.length === 0) return "No smaller set is shown to be better";
  return `A smaller set scores more ${listInWords(helped.map(({ by }) => ON_SPLIT[by]))}`;
}

/** Three names per line, as wide as a phone allows. */
function lines(features: readonly string[]): string {
  const names = features.map((feature) => escapeHtml(featureName(feature).title));
  const rows = Array.from({ length: Math.ceil(names.length / 3) }, (_, i) => names.slice(3 * i, 3 * i + 3).join(", "));
  return rows.join(",<br>");
}
