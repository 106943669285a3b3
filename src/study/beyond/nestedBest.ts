import { type FeatureTable, groupsOf } from "../../dataset/index.ts";
import { type Candidate, ColumnsClassifier, KNeighborsClassifier, nestedCrossValPredict } from "../../models/index.ts";
import {
  formatPercent,
  joinProse,
  listProse,
  type Markdown,
  markdown,
  prose,
  type Table,
  table,
} from "../common/index.ts";
import { figureId, type MeasuredFigure } from "../judge/index.ts";
import { formatInterval } from "../published/index.ts";
import { countChosen, tunedSearches } from "./betterModels.ts";
import { scoreInWords } from "./beyondInWords.ts";
import { groupUnits, scorePredictions, trackFolds, type TrackScore } from "./trackScore.ts";

/** The score of choosing among candidates and training the chosen one, both on training rows alone. */
export interface NestedBest extends TrackScore {
  /** How often each candidate was chosen, most frequent first. */
  readonly chosen: readonly (readonly [candidate: string, times: number])[];
}

/** The number of folds of training rows used to choose. */
const INNER_FOLDS = 3;

/**
 * Candidates for a table with these features: every tuned model, and KNN.
 * @example
 * import { MEAN_FEATURES } from "../src/schema.ts";
 * import { bestCandidates } from "../src/study/beyond/index.ts";
 * bestCandidates(MEAN_FEATURES, 1)[0]!.name; // => "Logistic regression, C = 0.01, 29 features"
 */
export function bestCandidates(features: readonly string[], seed: number): readonly Candidate[] {
  const all = features.map((_, column) => column);
  const tuned = tunedSearches(features, seed).flatMap(({ label, candidates }) =>
    candidates.map(({ name, create }) => ({ name: `${label}, ${name}`, create })),
  );
  const neighbours = {
    name: "KNN, k = 9",
    create: () => new ColumnsClassifier(all, new KNeighborsClassifier({ nNeighbors: 9 })),
  };
  return [...tuned, neighbours];
}

/**
 * The best score without leakage for a table with one row per track. Each fold chooses its best candidate on the training tracks alone,
 * by artist if artists are known. The score therefore describes the whole procedure on unseen music, rather than the highest of many
 * test scores.
 * @example
 * import { dropVariances, loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { KNeighborsClassifier } from "../src/models/index.ts";
 * import { nestedBest } from "../src/study/beyond/index.ts";
 * const { clips } = await loadSource(resolveSource("sample"));
 * const candidates = [1, 9, 25].map((k) => ({ name: `k = ${k}`, create: () => new KNeighborsClassifier({ nNeighbors: k }) }));
 * const { by, accuracy, chosen } = await nestedBest(dropVariances(clips!), candidates, { seed: 1 });
 * [by, accuracy, chosen]; // => ["artist", 0.247, [["k = 9", 9], ["k = 25", 1]]]
 */
export async function nestedBest(
  tracks: FeatureTable,
  candidates: readonly Candidate[],
  { seed }: { readonly seed: number },
): Promise<NestedBest> {
  const by = groupUnits(tracks).at(-1)!;
  const runs = [];
  for (const folds of trackFolds(tracks, by, seed)) {
    const options = { innerFolds: INNER_FOLDS, seed, groups: groupsOf(tracks, by) };
    runs.push(await nestedCrossValPredict(candidates, tracks.X, tracks.label, folds, options));
  }
  const chosen = countChosen(runs.flatMap((run) => run.chosen));
  const about = { id: "best", label: "The best honest model, chosen within the folds", by };
  return { ...scorePredictions(tracks, about, runs, seed), chosen };
}

/**
 * `learned.best.by-artist`.
 * @param room the part of the id before `best`
 */
export function nestedBestFigure(
  room: "beyond" | "learned",
  { by, label, accuracy, interval, chosen }: NestedBest,
): MeasuredFigure {
  const note = `Chosen: ${chosen.map(([name, times]) => `${name} (${times})`).join("; ")}.`;
  return { id: figureId(`${room}.best`, by), label, measured: accuracy, interval, note };
}

/**
 * The score, and how often each candidate was chosen.
 * @example
 * import { dropVariances, loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { KNeighborsClassifier } from "../src/models/index.ts";
 * import { nestedBest, nestedBestTable } from "../src/study/beyond/index.ts";
 * const { clips } = await loadSource(resolveSource("sample"));
 * const candidates = [1, 9, 25].map((k) => ({ name: `k = ${k}`, create: () => new KNeighborsClassifier({ nNeighbors: k }) }));
 * const best = await nestedBest(dropVariances(clips!), candidates, { seed: 1 });
 * nestedBestTable(best, "my songs").text; // => "The best honest score, by artist: 24.7 % (95 % interval 19.1–30.5 %). What its 10 folds chose. …"
 */
export function nestedBestTable({ by, accuracy, interval, chosen }: NestedBest, line: string): Table {
  const folds = chosen.reduce((sum, [, times]) => sum + times, 0);
  return table({
    caption: `The best honest score, by ${by}: ${formatPercent(accuracy, 1)} (95\u00a0% interval ${formatInterval(interval, "percent")}). What its ${folds} folds chose.`,
    source: `Data: ${line}`,
    columns: [{ heading: "model" }, { heading: "folds", numeric: true }],
    rows: chosen.map(([name, times]) => [name, String(times)]),
  });
}

/**
 * The answer in a few sentences: the score of choosing and training without leakage, whether it is shown to beat always guessing the
 * largest genre, and what the folds chose.
 * @param options what to mention beside the score
 * @param options.candidates how many models each fold chose from
 */
export function nestedBestInWords(
  best: NestedBest,
  { candidates, chance }: { readonly candidates: number; readonly chance: number },
): Markdown {
  const { by, interval, chosen } = best;
  const folds = chosen.reduce((sum, [, times]) => sum + times, 0);
  const first = chosen.filter(([, times]) => times === chosen[0]![1]);
  const often = first[0]![1];
  return markdown(
    joinProse([
      prose`**Where no ${by} of the test is met in training, and no choice is made on test tracks, ${scoreInWords(best)} of the tracks get their genre.**`,
      interval.low > chance
        ? prose`Always guessing the largest genre: ${formatPercent(chance, 1)}.`
        : prose`That this beats always guessing the largest genre, ${formatPercent(chance, 1)}, is not shown.`,
    ]),
    first.length === 1
      ? prose`Of ${candidates} candidates *${first[0]![0]}* was chosen most often, in ${often} of ${folds} folds.`
      : prose`Of ${candidates} candidates none stands out: ${listProse(first.map(([name]) => prose`*${name}*`))} were chosen ${often === 1 ? "once each" : prose`${often} times each`} in ${folds} folds.`,
  );
}
