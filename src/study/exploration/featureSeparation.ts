import type { FeatureTable } from "../../dataset/index.ts";
import { escapeHtml } from "../../ground/index.ts";
import {
  chart,
  type Chart,
  countOf,
  featureColumn,
  featureName,
  formatPercent,
  listProse,
  type Markdown,
  markdown,
  prose,
  rowsByGenre,
  SPLIT_COLOURS,
} from "../common/index.ts";

/** How well one feature alone separates the genres. */
export interface FeatureSeparation {
  readonly feature: string;
  /** The share of its variance that lies between genres (eta squared, from one-way analysis of variance), 0 to 1. */
  readonly share: number;
}

/**
 * A table's features, the one that separates genres best first. A feature that doesn't vary has a share of 0.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables } from "../src/study/common/index.ts";
 * import { featureSeparation } from "../src/study/exploration/index.ts";
 * const { clips } = reportTables(await loadSource(resolveSource("sample")));
 * featureSeparation(clips!.table)[0]; // => { feature: "rms_mean", share: 0.323 }
 */
export function featureSeparation(table: FeatureTable): FeatureSeparation[] {
  const genres = [...rowsByGenre(table).values()];
  return table.features
    .map((feature) => ({ feature, share: etaSquared(featureColumn(table, feature), genres) }))
    .sort((a, b) => b.share - a.share);
}

function etaSquared(values: Float64Array, groups: readonly (readonly number[])[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const total = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const between = groups.reduce((sum, rows) => {
    const groupMean = rows.reduce((groupSum, row) => groupSum + values[row]!, 0) / rows.length;
    return sum + rows.length * (groupMean - mean) ** 2;
  }, 0);
  return total > 0 ? between / total : 0;
}

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

const WEAK = 0.02;
/** More features than these are counted rather than named. */
const MANY = 6;
/** A feature with a smaller share of its variance between genres doesn't tell them apart on its own. */
export const ALONE = 0.5;

/** Says which features tell genres apart by themselves, and which hardly do. */
export function separationInWords(separation: readonly FeatureSeparation[]): Markdown {
  const [best, ...next] = separation.slice(0, 3);
  const weak = separation.filter(({ share }) => share < WEAK);
  const title = ({ feature }: FeatureSeparation): string => featureName(feature).title;
  return markdown(
    prose`${best!.share < ALONE ? "No feature does it alone. " : ""}The best, ${title(best!)}, has ${formatPercent(best!.share)} of its variance between genres and ${formatPercent(1 - best!.share)} within them${next.length > 0 ? prose`; ${listProse(next.map((one) => prose`${title(one)} (${formatPercent(one.share)})`))} ${next.length === 1 ? "follows" : "follow"}` : ""}. ${
      weak.length > 0
        ? prose`${weak.length > MANY ? countOf(weak.length, "feature") : listProse(weak.map(title))} ${weak.length === 1 ? "says" : "say"} next to nothing about the genre (less than ${formatPercent(WEAK)}).`
        : ""
    }`,
  );
}
