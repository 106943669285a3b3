import { dropVariances } from "../../dataset/index.ts";
import {
  foldScore,
  GridSearchClassifier,
  KNeighborsClassifier,
  LogisticRegression,
  RandomForestClassifier,
} from "../../models/index.ts";
import {
  chanceOf,
  type Chart,
  formatCount,
  formatGain,
  formatPercent,
  joinProse,
  type Markdown,
  markdown,
  type Prose,
  prose,
  scoresChart,
  splitSeries,
} from "../common/index.ts";
import { scoresOf, winnerInWords } from "./beyondInWords.ts";
import { nameBeside, type ShownData, shownLine } from "./shownData.ts";
import {
  bestScore,
  crossValidateTracks,
  groupUnits,
  pairedDifference,
  type ScoredModel,
  type TrackScore,
} from "./trackScore.ts";

/** A model with a feature set on some data, with tracks or artists kept apart. */
export interface ComparedScore extends TrackScore {
  readonly data: ShownData;
  readonly model: "lr" | "knn" | "rf";
  /** The number of features it was given. */
  readonly features: number;
}

/** Candidates for k, chosen from on the training tracks alone, as far as there are enough of those. */
const KS = [1, 3, 9, 25, 49];

/**
 * The report's three models, cross-validated on one row per track, with the report's features and with all. KNN's k is chosen within
 * each fold. All use the same folds: once by track and, if artists are known, once by artist.
 * @example
 * import { dropVariances, loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { modelComparison, shownData } from "../src/study/beyond/index.ts";
 * const [shown] = await shownData(await loadSource(resolveSource("sample")));
 * const scores = await modelComparison({ ...shown!, tracks: dropVariances(shown!.tracks) }, { seed: 1 });
 * scores.slice(0, 3).map(({ model, accuracy }) => [model, accuracy]); // => [["lr", 0.25], ["knn", 0.219], ["rf", 0.303]]
 */
export async function modelComparison(data: ShownData, { seed }: { readonly seed: number }): Promise<ComparedScore[]> {
  const scores: ComparedScore[] = [];
  const kept = dropVariances(data.tracks);
  const tables = kept.X.columns < data.tracks.X.columns ? [kept, data.tracks] : [kept];
  for (const by of groupUnits(data.tracks)) {
    for (const table of tables) {
      const { columns } = table.X;
      for (const model of models(table.X.rows, seed)) {
        const named = { ...model, id: `${model.id}.${columns}`, label: `${model.label}, ${columns} features` };
        const { score } = await crossValidateTracks(table, named, { by, seed });
        scores.push({ ...score, data, model: model.id, features: columns });
      }
    }
  }
  return scores;
}

function models(rows: number, seed: number): readonly (ScoredModel & { readonly id: ComparedScore["model"] })[] {
  // Four fifths of the tracks are training tracks, and only half of those are used while k is chosen.
  const neighbours = KS.filter((k) => k < 0.35 * rows).map((k) => ({
    name: `k = ${k}`,
    create: () => new KNeighborsClassifier({ nNeighbors: k }),
  }));
  return [
    { id: "lr", label: "LR", create: () => new LogisticRegression() },
    {
      id: "knn",
      label: "KNN",
      create: () => new GridSearchClassifier(neighbours, foldScore({ folds: 2, seed })),
    },
    { id: "rf", label: "RF", create: () => new RandomForestClassifier({ seed }) },
  ];
}

/**
 * The report's models without leakage: one row per model and feature set, by track and by artist.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { type ComparedScore, comparisonChart, shownData } from "../src/study/beyond/index.ts";
 * const [data] = await shownData(await loadSource(resolveSource("sample")));
 * const model = { id: "rf.57", label: "RF, 57 features", model: "rf", features: 57 } as const;
 * const score = { accuracy: 0.5, interval: { low: 0.4, high: 0.6 }, hits: [1, 0], groups: ["1", "2"] };
 * const scores: ComparedScore[] = [{ ...model, ...score, by: "track", data: data! }];
 * comparisonChart(scores).alt; // => "by track: RF, 57 features 50.0 %. Always guessing the most frequent genre scores 12.5 %."
 */
export function comparisonChart(scores: readonly ComparedScore[]): Chart {
  const shown = [...new Map(scores.map(({ data }) => [data.prefix, data])).values()];
  const rowOf = ({ label, data }: ComparedScore): string => nameBeside(label, data);
  const best = bestScore(scores.filter(({ data, by }) => data.prefix === "" && by === "track"));
  return scoresChart({
    title: ["Without leaks, the highest score is", `${best.label}, ${formatPercent(best.accuracy)} by track`],
    source: shownLine(shown),
    rows: [...new Set(scores.map(rowOf))],
    series: splitSeries(
      scores.map((score) => ({ row: rowOf(score), by: score.by, value: score.accuracy, interval: score.interval })),
    ),
    chance: chanceOf(shown[0]!.tracks),
  });
}

/**
 * Says which of the report's models wins without leakage, what keeping artists apart adds, and whether the variances should have been
 * kept.
 */
export function comparisonInWords(scores: readonly ComparedScore[], { seed }: { readonly seed: number }): Markdown {
  const sources = [...new Set(scores.map(({ data }) => data))];
  return markdown(
    ...sources.map((data) => {
      const byTrack = scoresOf(scores, data.prefix, "track");
      const byArtist = scoresOf(scores, data.prefix, "artist");
      const knn = byTrack.filter(({ model }) => model === "knn").reduce((a, b) => (b.accuracy > a.accuracy ? b : a));
      return joinProse([
        prose`**${data.title}**, ${formatCount(data.tracks.X.rows)} tracks. By track ${winnerInWords(byTrack, seed, chanceOf(data.tracks))}.`,
        prose`The report's choice, KNN, gets ${formatPercent(knn.accuracy, 1)} at best, though k is chosen anew in each fold.`,
        byArtist.length > 0 ? prose`By artist ${winnerInWords(byArtist, seed, chanceOf(data.tracks))}.` : undefined,
        features(byTrack, seed),
      ]);
    }),
  );
}

/** Whether all features beat the report's. */
function features(scores: readonly ComparedScore[], seed: number): Prose | undefined {
  const counts = [...new Set(scores.map((score) => score.features))].sort((a, b) => a - b);
  const [few, all] = counts;
  if (few === undefined || all === undefined)
    return prose`The table has no variances, so that there is one set of features.`;
  const gains = scores
    .filter((score) => score.features === all)
    .map((score) => {
      const other = scores.find(({ model, features: count }) => model === score.model && count === few)!;
      const { difference, interval } = pairedDifference(score, other, seed);
      const sure = interval.low > 0 || interval.high < 0;
      return { model: score.model.toUpperCase(), difference, sure };
    });
  const told = gains.map(
    ({ model, difference, sure }) =>
      prose`${formatGain(difference, 1)} points for ${model}${sure ? "" : " (may be chance)"}`,
  );
  return prose`All ${all} features instead of the report's ${few}: ${joinProse(told, ", ")}.`;
}
