import { type Split, type SplitOptions, splitRows } from "./splitRows.ts";

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
