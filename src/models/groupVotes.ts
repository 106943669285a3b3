import type { Label } from "./classifier.ts";
import { type Matrix, mostProbable } from "../ground/index.ts";

/** The joint predictions of groups of rows, such as a track's segments. All lists have one entry per group. */
export interface GroupVotes {
  /** The groups, in order of their first rows. */
  readonly groups: readonly unknown[];
  /** The class predicted for most rows of the group; on a tie the first (hard voting). */
  readonly majority: readonly Label[];
  /** The class with the highest mean probability over the group's rows (soft voting). */
  readonly mean: readonly Label[];
}

/**
 * Lets the rows of each group vote, in both of the ways scikit-learn's VotingClassifier has.
 * @param proba class probabilities, rows x classes
 * @param groups the group of each row
 * @throws RangeError if classes or groups don't match the probabilities
 * @example
 * import { groupVotes } from "../src/models/index.ts";
 * // Three segments of one track: two are a little more Folk, one is very much Rock.
 * const proba = { data: Float64Array.of(0.6, 0.4, 0.6, 0.4, 0, 1), rows: 3, columns: 2 };
 * const { majority, mean } = groupVotes(proba, ["Folk", "Rock"], ["1", "1", "1"]);
 * [majority[0], mean[0]]; // => ["Folk", "Rock"]
 */
export function groupVotes(proba: Matrix, classes: readonly Label[], groups: readonly unknown[]): GroupVotes {
  const { data, rows, columns } = proba;
  if (groups.length !== rows || classes.length !== columns) {
    throw new RangeError(`${groups.length} groups and ${classes.length} classes for ${rows} rows x ${columns} classes`);
  }
  const places = new Map<unknown, number>();
  for (const group of groups) if (!places.has(group)) places.set(group, places.size);
  const shape = { rows: places.size, columns };
  const votes = { data: new Float64Array(places.size * columns), ...shape };
  const sums = { data: new Float64Array(places.size * columns), ...shape };
  mostProbable(proba).forEach((code, row) => {
    const at = places.get(groups[row])! * columns;
    votes.data[at + code]!++;
    for (let c = 0; c < columns; c++) sums.data[at + c]! += data[row * columns + c]!;
  });
  const decide = (table: Matrix): Label[] => Array.from(mostProbable(table), (code) => classes[code]!);
  return { groups: [...places.keys()], majority: decide(votes), mean: decide(sums) };
}
