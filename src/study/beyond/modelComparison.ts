import { dropVariances } from "../../dataset/index.ts";
import {
  foldScore,
  GridSearchClassifier,
  KNeighborsClassifier,
  LogisticRegression,
  RandomForestClassifier,
} from "../../models/index.ts";
import { crossValidateTracks, type ScoredModel } from "./crossValidateTracks.ts";
import type { ShownData } from "./shownData.ts";
import { groupUnits } from "./trackFolds.ts";
import type { TrackScore } from "./trackScore.ts";

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
