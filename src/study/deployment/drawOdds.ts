import type { SplitUnit } from "../../dataset/index.ts";
import { CHART_COLOURS } from "../../ground/index.ts";
import { chart, type Chart, formatPercent, note, SPLIT_COLOURS, SPLIT_NAMES, type Trace } from "../common/index.ts";

/** The probability that a draw has 0, 1, 2 ... correct predictions, in that order. */
export type DrawOdds = readonly number[];

/**
 * The odds of a draw without replacement (the hypergeometric distribution): of `rows` records, `right` are predicted correctly, and
 * `size` are drawn.
 * @throws RangeError if `right` exceeds `rows`, or more records are drawn than there are
 */
export function drawOdds({ right, rows }: { readonly right: number; readonly rows: number }, size: number): DrawOdds {
  if (!(right >= 0 && right <= rows && size >= 0 && size <= rows)) {
    throw new RangeError(`${size} drawn of ${rows} records, ${right} of them right`);
  }
  return Array.from({ length: size + 1 }, (_, k) => waysTo(k, right) * waysTo(size - k, rows - right)).map(
    (ways) => ways / waysTo(size, rows),
  );
}

/**
 * The same, counted: the share of the draws with 0, 1, 2 ... correct predictions.
 * @example
 * import { drawRows } from "../src/app/index.ts";
 * import { countedOdds } from "../src/study/deployment/index.ts";
 * const right = [true, true, true, false];
 * const draws = Array.from({ length: 1000 }, (_, seed) => drawRows(4, 2, seed));
 * countedOdds(right, draws, 2); // => [0, 0.5, 0.5]
 */
export function countedOdds(right: readonly boolean[], draws: readonly (readonly number[])[], size: number): DrawOdds {
  const counts = new Array<number>(size + 1).fill(0);
  for (const rows of draws) counts[rows.filter((row) => right[row]).length]!++;
  return counts.map((count) => count / draws.length);
}

/** The probability of at most `most` correct predictions. */
export function atMost(odds: DrawOdds, most: number): number {
  return odds.slice(0, most + 1).reduce((sum, share) => sum + share, 0);
}

/** The range that contains the number of correct predictions in at least 95 % of draws, with at most 2.5 % on either side. */
export function usualRange(odds: DrawOdds): { readonly low: number; readonly high: number } {
  const tail = 0.025;
  let low = 0;
  while (atMost(odds, low) <= tail) low++;
  let high = odds.length - 1;
  while (1 - atMost(odds, high - 1) <= tail) high--;
  return { low, high };
}

/** The number of ways to choose `k` of `n`. */
function waysTo(k: number, n: number): number {
  if (k > n) return 0;
  let ways = 1;
  for (let i = 0; i < k; i++) ways *= (n - i) / (i + 1);
  return ways;
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
  odds: readonly { readonly by: SplitUnit; readonly chances: DrawOdds }[],
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
      annotations: [note("the report’s draw", { x: published, y: 1.08 * highest })],
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
