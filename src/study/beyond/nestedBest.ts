import { type Candidate, ColumnsClassifier, KNeighborsClassifier, nestedCrossValPredict } from "../../models/index.ts";
import { type FeatureTable, groupsOf } from "../../dataset/index.ts";
import { formatInterval } from "../published/index.ts";
import { formatPercent, type Table, table } from "../common/index.ts";
import { figureId, type MeasuredFigure } from "../judge/index.ts";
import { tunedSearches } from "./betterModels.ts";
import { scorePredictions } from "./crossValidateTracks.ts";
import type { TrackScore } from "./trackScore.ts";
import { groupUnits, trackFolds } from "./trackFolds.ts";

/** The score of choosing among candidates and training the chosen one, both on training rows alone. */
export interface NestedBest extends TrackScore {
  /** How often each candidate was chosen, most frequent first. */
  readonly chosen: readonly (readonly [candidate: string, times: number])[];
}

/** The number of folds of training rows used to choose. */
const INNER_FOLDS = 3;

/** Candidates for a table with these features: every tuned model, and KNN. */
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
  const counts = new Map<string, number>();
  for (const name of runs.flatMap(({ chosen }) => chosen)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const chosen = [...counts].sort(([, a], [, b]) => b - a);
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

/** The score, and how often each candidate was chosen. */
export function nestedBestTable({ by, accuracy, interval, chosen }: NestedBest, line: string): Table {
  const folds = chosen.reduce((sum, [, times]) => sum + times, 0);
  return table({
    caption: `The best honest score, by ${by}: ${formatPercent(accuracy, 1)} (95 % interval ${formatInterval(interval, "percent")}). What its ${folds} folds chose.`,
    source: `Data: ${line}`,
    columns: [{ heading: "model" }, { heading: "folds", numeric: true }],
    rows: chosen.map(([name, times]) => [name, String(times)]),
  });
}
