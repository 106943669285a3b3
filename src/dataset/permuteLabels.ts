import type { FeatureTable } from "./featureTable.ts";
import { permutation } from "../ground/index.ts";

/**
 * The labels of a table dealt out anew to its tracks, at random: each track has one label and each genre as many tracks as before. What a
 * model then scores, it scores without any relation of features and genre.
 * @param seed an integer; the same seed deals the same
 * @example
 * import { permuteLabels } from "../src/dataset/index.ts";
 * permuteLabels({ track: ["1", "1", "2", "3"], label: ["Folk", "Folk", "Pop", "Rock"] }, 1); // => ["Pop", "Pop", "Rock", "Folk"]
 */
export function permuteLabels({ track, label }: Pick<FeatureTable, "track" | "label">, seed: number): string[] {
  const own = new Map(track.map((name, row) => [name, label[row]!]));
  const labels = [...own.values()];
  const order = permutation(labels.length, seed);
  const dealt = new Map([...own.keys()].map((name, i) => [name, labels[order[i]!]!]));
  return track.map((name) => dealt.get(name)!);
}
