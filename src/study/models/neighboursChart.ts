import { CHART_COLOURS } from "../../ground/index.ts";
import type { NeighboursSweep } from "./neighboursSweep.ts";
import {
  type Chart,
  chart,
  formatPercent,
  type ReportTable,
  SPLIT_COLOURS,
  SPLIT_NAMES,
  SPLIT_SYMBOLS,
} from "../common/index.ts";

/**
 * The choice of k: training and test accuracy for each k and way to split, with the report's k marked.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables } from "../src/study/common/index.ts";
 * import { neighboursChart, neighboursSweep } from "../src/study/models/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")));
 * const sweeps = await neighboursSweep(segments!, [1, 3, 9, 25, 65], { seed: 1 });
 * const { alt } = neighboursChart(segments!, sweeps);
 * alt.split(". ").at(-1); // => "Test, by artist: best at k = 25 with 24 %, 22 % at k = 65."
 */
export function neighboursChart(
  { source, title: tableTitle }: ReportTable,
  sweeps: readonly NeighboursSweep[],
  publishedK = 3,
): Chart {
  const line = ({ by, points }: NeighboursSweep, part: "train" | "test"): Record<string, unknown> => ({
    type: "scatter",
    mode: part === "test" ? "lines+markers" : "lines",
    name: `${SPLIT_NAMES[by]}, ${part}`,
    x: points.map(({ k }) => k),
    y: points.map((point) => point[part]),
    line: { color: SPLIT_COLOURS[by], width: part === "test" ? 2.5 : 1.5, dash: part === "test" ? "solid" : "dot" },
    ...(part === "test" ? { marker: { symbol: SPLIT_SYMBOLS[by], size: 8 } } : {}),
    hovertemplate: `k = %{x}, ${SPLIT_NAMES[by]}, ${part}: %{y:.1%}<extra></extra>`,
  });
  return chart({
    title: headline(sweeps),
    source,
    alt: `Lines: accuracy of k nearest neighbours on the ${tableTitle} for odd k. ${sweeps
      .map(({ by, points, best }) => {
        const last = points.at(-1)!;
        return `Test, ${SPLIT_NAMES[by]}: best at k = ${best.k} with ${formatPercent(best.test)}, ${formatPercent(last.test)} at k = ${last.k}.`;
      })
      .join(" ")}`,
    height: 440,
    data: sweeps.flatMap((sweep) => [line(sweep, "test"), line(sweep, "train")]),
    layout: {
      xaxis: {
        title: { text: "k, the number of neighbours" },
        type: "log",
        tickvals: sweeps[0]!.points.map(({ k }) => k),
        ticktext: sweeps[0]!.points.map(({ k }) => String(k)),
        zeroline: false,
      },
      yaxis: { title: { text: "accuracy" }, range: [0, 1.03], tickformat: ".0%", dtick: 0.2 },
      margin: { b: 100 },
      shapes: [
        {
          type: "line",
          x0: publishedK,
          x1: publishedK,
          yref: "paper",
          y0: 0,
          y1: 1,
          layer: "below",
          line: { dash: "dot", width: 1.5, color: CHART_COLOURS.quiet },
        },
      ],
      annotations: [
        {
          text: `the report's k = ${publishedK}`,
          showarrow: false,
          // On a log axis, annotations are placed by exponent, shapes by value.
          x: Math.log10(publishedK),
          xanchor: "left",
          xshift: 6,
          yref: "paper",
          y: 0.02,
          yanchor: "bottom",
          font: { size: 11 },
        },
      ],
    },
  });
}

function headline(sweeps: readonly NeighboursSweep[]): string {
  const ks = new Set(sweeps.map(({ best }) => best.k));
  return ks.size === 1 ? `k = ${[...ks].join("")} is best, however one splits` : "The best k depends on the split";
}
