import type { FeatureTable } from "./featureTable.ts";
import { permutation } from "../ground/index.ts";

/**
 * Reassigns a table's labels to its tracks at random: each track has one label, and each genre as many tracks as before. A model's
 * score on them is what it scores when features and genre are unrelated.
 * @param seed an integer; the same seed gives the same labels
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
