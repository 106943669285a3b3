import { permutation } from "../ground/index.ts";

/** How to split: the share of the second part, and the seed that decides which rows it gets. */
export interface SplitOptions {
  /** The share of the rows (or groups) in `test`, between 0 and 1. */
  readonly testSize: number;
  /** An integer; the same seed gives the same split. */
  readonly seed: number;
}

/** Row indices of the two parts, each in random order. */
export interface Split {
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/**
 * Splits rows at random, like scikit-learn's ShuffleSplit and train_test_split: `test` gets ceil(testSize * rows), `train` the rest.
 * @throws RangeError if a part would be empty
 */
export function splitRows(rows: number, { testSize, seed }: SplitOptions): Split {
  if (!(testSize > 0 && testSize < 1))
    throw new RangeError(`testSize is ${testSize}; expected a share between 0 and 1`);
  const testRows = Math.ceil(testSize * rows);
  if (testRows >= rows)
    throw new RangeError(`${rows} rows can't be split: a test share of ${testSize} leaves none to train`);
  const order = permutation(rows, seed);
  return { test: order.slice(0, testRows), train: order.slice(testRows) };
}

/**
 * Splits groups at random, with all rows of a group on one side, like scikit-learn's GroupShuffleSplit: `test` gets ceil(testSize *
 * groups) of the groups, `train` the rest. Indices are in row order.
 * @param groups the group of each row, such as its track or artist
 * @throws RangeError if a part would be empty
 */
export function splitByGroup(groups: readonly unknown[], options: SplitOptions): Split {
  const numberOf = new Map<unknown, number>();
  for (const group of groups) if (!numberOf.has(group)) numberOf.set(group, numberOf.size);
  const isTest = new Uint8Array(numberOf.size);
  for (const group of splitRows(numberOf.size, options).test) isTest[group] = 1;
  const train: number[] = [];
  const test: number[] = [];
  groups.forEach((group, row) => (isTest[numberOf.get(group)!] ? test : train).push(row));
  return { train: Uint32Array.from(train), test: Uint32Array.from(test) };
}
