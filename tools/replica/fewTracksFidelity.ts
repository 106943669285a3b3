import { mean, permutation, quantile, takeItems, takeMatrixRows } from "../../src/ground/index.ts";
import {
  ACCURACY_ALLOWED,
  type ArtistRows,
  type FidelityFigure,
  figure,
  inTurn,
  MODELS,
  ofKnownArtists,
  scoreByArtist,
} from "./replicaFidelity.ts";

export interface FewTracksOptions {
  readonly tracksPerGenre: number;
  /** How many times tracks are drawn from the real ones, and as often from all replicas together. */
  readonly draws: number;
}

/**
 * How hard few real tracks are and as few of the replica: accuracies of the three models with artists kept apart, means over random draws of
 * tracks. Scores depend on how many tracks there are, so both have as many; a single collection of that size may lie anywhere in `realRange`.
 * @param real the many tracks that are drawn from
 * @param replicas drawn with different seeds, with the same features
 */
export async function fewTracksFidelity(
  real: ArtistRows,
  replicas: readonly ArtistRows[],
  { tracksPerGenre, draws }: FewTracksOptions,
): Promise<FidelityFigure[]> {
  const known = ofKnownArtists(real);
  const few = (table: ArtistRows, seed: number): ArtistRows => tracksOf(table, tracksPerGenre, seed);
  const seeds = Array.from({ length: draws }, (_, i) => i + 1);
  const figures: FidelityFigure[] = [];
  for (const [name, model] of Object.entries(MODELS)) {
    const realScores = await inTurn(seeds, (seed) => scoreByArtist(few(known, seed), model, seed));
    const ours = await inTurn([...replicas.keys()], async (index) => {
      const own = seeds.filter((seed) => seed % replicas.length === index);
      return mean(await inTurn(own, (seed) => scoreByArtist(few(replicas[index]!, seed), model, seed)));
    });
    const tracks = tracksPerGenre * new Set(known.label).size;
    const sorted = [...realScores].sort((a, b) => a - b);
    figures.push({
      ...figure(
        `${tracks} tracks, ${name}, test accuracy, artists kept apart`,
        mean(realScores),
        ours,
        ACCURACY_ALLOWED,
      ),
      realRange: [quantile(sorted, 0.025), quantile(sorted, 0.975)],
    });
  }
  return figures;
}

/**
 * How hard the sample's own tracks are: the mean over random folds of artists, beside which `realRange` says whether they are usual ones.
 * @returns the accuracy of each model, by its name
 */
export async function ownAccuracy(sample: ArtistRows, repeats: number): Promise<Record<string, number>> {
  const accuracies: Record<string, number> = {};
  for (const [name, model] of Object.entries(MODELS)) {
    const seeds = Array.from({ length: repeats }, (_, i) => i + 1);
    accuracies[name] = mean(await inTurn(seeds, (seed) => scoreByArtist(sample, model, seed)));
  }
  return accuracies;
}

/** So many tracks of each genre, drawn at random. */
function tracksOf({ X, label, artist }: ArtistRows, perGenre: number, seed: number): ArtistRows {
  const rows = [...new Set(label)].sort().flatMap((genre, i) => {
    const own = [...label.keys()].filter((row) => label[row] === genre);
    return Array.from(permutation(own.length, 100 * seed + i).slice(0, perGenre), (index) => own[index]!);
  });
  return { X: takeMatrixRows(X, rows), label: takeItems(label, rows), artist: takeItems(artist, rows) };
}
