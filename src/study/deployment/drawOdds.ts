/** The probability that a draw has 0, 1, 2 ... correct predictions, in that order. */
export type DrawOdds = readonly number[];

/**
 * The odds of a draw without replacement (the hypergeometric distribution): of `rows` records, `right` are predicted correctly, and
 * `size` are drawn.
 * @throws RangeError if `right` exceeds `rows`, or more records are drawn than there are
 */
export function drawOdds({ right, rows }: { readonly right: number; readonly rows: number }, size: number): DrawOdds {
  if (!(right >= 0 && right <= rows && size >= 0 && size <= rows)) {
    throw new RangeError(`${size} drawn of ${rows} records, ${right} of them right`);
  }
  return Array.from({ length: size + 1 }, (_, k) => waysTo(k, right) * waysTo(size - k, rows - right)).map(
    (ways) => ways / waysTo(size, rows),
  );
}

/**
 * The same, counted: the share of the draws with 0, 1, 2 ... correct predictions.
 * @example
 * import { drawRows } from "../src/app/index.ts";
 * import { countedOdds } from "../src/study/deployment/index.ts";
 * const right = [true, true, true, false];
 * const draws = Array.from({ length: 1000 }, (_, seed) => drawRows(4, 2, seed));
 * countedOdds(right, draws, 2); // => [0, 0.5, 0.5]
 */
export function countedOdds(right: readonly boolean[], draws: readonly (readonly number[])[], size: number): DrawOdds {
  const counts = new Array<number>(size + 1).fill(0);
  for (const rows of draws) counts[rows.filter((row) => right[row]).length]!++;
  return counts.map((count) => count / draws.length);
}

/** The probability of at most `most` correct predictions. */
export function atMost(odds: DrawOdds, most: number): number {
  return odds.slice(0, most + 1).reduce((sum, share) => sum + share, 0);
}

/** The range that contains the number of correct predictions in at least 95 % of draws, with at most 2.5 % on either side. */
export function usualRange(odds: DrawOdds): { readonly low: number; readonly high: number } {
  const tail = 0.025;
  let low = 0;
  while (atMost(odds, low) <= tail) low++;
  let high = odds.length - 1;
  while (1 - atMost(odds, high - 1) <= tail) high--;
  return { low, high };
}

/** The number of ways to choose `k` of `n`. */
function waysTo(k: number, n: number): number {
  if (k > n) return 0;
  let ways = 1;
  for (let i = 0; i < k; i++) ways *= (n - i) / (i + 1);
  return ways;
}
