import type { Label } from "../classifier.ts";
import { randomOrder } from "../../ground/index.ts";

/** Row indices of the two sides of a split, ascending. */
export interface Fold {
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

export interface FoldOptions {
  /** The number of folds, at least 2. */
  readonly folds: number;
  readonly seed: number;
  /** The class of each row; keeps its share about the same in every fold. */
  readonly stratify?: readonly Label[];
  /** The group of each row, such as its track: all rows of a group are on the same side. */
  readonly groups?: readonly unknown[];
}

/**
 * Divides rows into folds at random; each fold is the test side once. Without groups, the folds' sizes differ by at most one row. With
 * groups, they are dealt out, largest first, to the fold with the fewest rows (of the group's class, then of all). This does what
 * scikit-learn's KFold, StratifiedKFold, GroupKFold and StratifiedGroupKFold do, with other random draws.
 * @throws RangeError if there are fewer rows or groups than folds, or not one label or group per row
 * @example
 * import { kFold } from "../src/models/index.ts";
 * const folds = kFold(6, { folds: 3, seed: 1, groups: ["1", "1", "2", "2", "3", "3"] });
 * folds[0]!.test; // => [2, 3]
 */
export function kFold(rows: number, { folds, seed, stratify, groups }: FoldOptions): Fold[] {
  if (!(Number.isInteger(folds) && folds >= 2)) throw new RangeError(`folds is ${folds}; expected an integer from 2`);
  const units = randomOrder(unitsOf(rows, groups, stratify), seed);
  if (units.length < folds) {
    throw new RangeError(`${units.length} ${groups ? "groups" : "rows"} can't be cut into ${folds} folds`);
  }
  // Largest first; the sort is stable, so units of the same size stay in random order.
  units.sort((a, b) => b.rows.length - a.rows.length);
  const sizes = new Array<number>(folds).fill(0);
  const classSizes = Array.from({ length: folds }, () => new Map<Label | undefined, number>());
  const foldOf = new Uint32Array(rows);
  for (const unit of units) {
    const ofClass = (fold: number): number => classSizes[fold]!.get(unit.label) ?? 0;
    let best = 0;
    for (let fold = 1; fold < folds; fold++) {
      if ((ofClass(fold) - ofClass(best) || sizes[fold]! - sizes[best]!) < 0) best = fold;
    }
    sizes[best]! += unit.rows.length;
    classSizes[best]!.set(unit.label, ofClass(best) + unit.rows.length);
    for (const row of unit.rows) foldOf[row] = best;
  }
  return Array.from({ length: folds }, (_, fold) => split(foldOf, fold));
}

export interface ShuffleOptions extends Omit<FoldOptions, "folds"> {
  /** The number of splits, each drawn anew. */
  readonly splits: number;
  /** The share of the rows (or groups) on the test side, between 0 and 1; of each class's if stratified. */
  readonly testSize: number;
}

/**
 * Draws random splits, each from all rows, in the manner of scikit-learn's ShuffleSplit, GroupShuffleSplit and StratifiedShuffleSplit.
 * The test side gets ceil(testSize * n) of n rows or groups, or if stratified the rounded share of each class.
 * @throws RangeError if a side would be empty
 * @example
 * import { shuffleSplits } from "../src/models/index.ts";
 * const [split] = shuffleSplits(8, { splits: 1, testSize: 0.25, seed: 1 });
 * [split!.train.length, split!.test.length]; // => [6, 2]
 */
export function shuffleSplits(rows: number, { splits, testSize, seed, stratify, groups }: ShuffleOptions): Fold[] {
  if (!(testSize > 0 && testSize < 1))
    throw new RangeError(`testSize is ${testSize}; expected a share between 0 and 1`);
  const units = unitsOf(rows, groups, stratify);
  return Array.from({ length: splits }, (_, index) => {
    const order = randomOrder(units, (seed + Math.imul(index, 0x9e3779b1)) | 0);
    const strata = new Map<Label | undefined, Unit[]>();
    for (const unit of order) {
      const stratum = strata.get(unit.label);
      if (stratum) stratum.push(unit);
      else strata.set(unit.label, [unit]);
    }
    const isTest = new Uint32Array(rows);
    let tested = 0;
    for (const stratum of strata.values()) {
      const share = testSize * stratum.length;
      const count = stratify ? Math.round(share) : Math.ceil(share);
      tested += count;
      for (const unit of stratum.slice(0, count)) for (const row of unit.rows) isTest[row] = 1;
    }
    if (tested === 0 || tested === units.length) {
      throw new RangeError(
        `a test share of ${testSize} of ${units.length} ${groups ? "groups" : "rows"} leaves a side empty`,
      );
    }
    return split(isTest, 1);
  });
}

/** Rows that stay together, and the class most of them have (if classes matter). */
interface Unit {
  readonly rows: number[];
  readonly label: Label | undefined;
}

function unitsOf(rows: number, groups?: readonly unknown[], stratify?: readonly Label[]): Unit[] {
  for (const [name, list] of [
    ["groups", groups],
    ["labels", stratify],
  ] as const) {
    if (list !== undefined && list.length !== rows) throw new RangeError(`${list.length} ${name} for ${rows} rows`);
  }
  const members = new Map<unknown, number[]>();
  for (let row = 0; row < rows; row++) {
    const group = groups ? groups[row] : row;
    const list = members.get(group);
    if (list) list.push(row);
    else members.set(group, [row]);
  }
  return [...members.values()].map((list) => ({ rows: list, label: stratify && commonest(list, stratify) }));
}

function commonest(rows: readonly number[], labels: readonly Label[]): Label {
  const counts = new Map<Label, number>();
  for (const row of rows) counts.set(labels[row]!, (counts.get(labels[row]!) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}

function split(sideOf: Uint32Array, test: number): Fold {
  const rows = Array.from(sideOf, (_, row) => row);
  return {
    train: Uint32Array.from(rows.filter((row) => sideOf[row] !== test)),
    test: Uint32Array.from(rows.filter((row) => sideOf[row] === test)),
  };
}
