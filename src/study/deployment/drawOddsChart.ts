import { CHART_COLOURS } from "../../ground/index.ts";
import type { DrawOdds } from "./drawOdds.ts";
import { type Chart, chart, formatPercent, SPLIT_COLOURS, SPLIT_NAMES, type Trace } from "../common/index.ts";
import type { SplitUnit } from "../../dataset/index.ts";

export interface ShownOdds {
  readonly by: SplitUnit;
  readonly chances: DrawOdds;
}

/**
 * How often a draw has each number of correct records: one bar per number and way to split, with the published number marked.
 * @example
 * import { drawOddsChart } from "../src/study/deployment/index.ts";
 * const odds = [{ by: "track", chances: [0, 0.5, 0.5] }] as const;
 * const { alt } = drawOddsChart(odds, { published: 1, source: "Data: my songs" });
 * alt; // => "by track: 0 right in 0.0 % of draws, 1 right in 50.0 % of draws, 2 right in 50.0 % of draws. …"
 */
export function drawOddsChart(
  odds: readonly ShownOdds[],
  { published, source }: { readonly published: number; readonly source: string },
): Chart {
  const size = odds[0]!.chances.length - 1;
  const highest = Math.max(...odds.flatMap(({ chances }) => chances));
  return chart({
    title: `How many of a draw of ${size} are right?`,
    source,
    alt: odds
      .map(
        ({ by, chances }) =>
          `${SPLIT_NAMES[by]}: ${chances.map((share, k) => `${k} right in ${formatPercent(share, 1)} of draws`).join(", ")}.`,
      )
      .concat(`The report's page showed ${published} right.`)
      .join(" "),
    height: 400,
    data: odds.map(({ by, chances }): Trace => ({
      type: "bar",
      name: SPLIT_NAMES[by],
      x: chances.map((_, k) => k),
      y: chances,
      marker: { color: SPLIT_COLOURS[by], pattern: { shape: by === "row" ? "" : "/" } },
      hovertemplate: `${SPLIT_NAMES[by]}: %{x} of ${size} right in %{y:.1%} of draws<extra></extra>`,
    })),
    layout: {
      barmode: "group",
      xaxis: { title: { text: `records predicted rightly, of ${size}` }, dtick: 1, zeroline: false },
      yaxis: { title: { text: "share of draws" }, tickformat: ".0%", range: [0, 1.15 * highest], zeroline: false },
      margin: { b: 100 },
      annotations: [
        {
          text: "the report’s draw",
          x: published,
          y: 1.08 * highest,
          showarrow: false,
          font: { size: 11 },
        },
      ],
      shapes: [
        {
          type: "rect",
          x0: published - 0.5,
          x1: published + 0.5,
          yref: "paper",
          y0: 0,
          y1: 1,
          layer: "below",
          line: { width: 0 },
          fillcolor: CHART_COLOURS.quiet,
          opacity: 0.15,
        },
      ],
    },
  });
}
