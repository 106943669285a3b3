import { Matrix } from "ml-matrix";
import { type Rows, weightedMean } from "./matrixRows.ts";

/**
 * The correlation matrix of rows, shrunk towards a simpler one by as much as chance makes the two look more different than they are
 * (Schäfer and Strimmer, "A shrinkage approach to large-scale covariance matrix estimation", 2005). In the simpler one, all columns of
 * a kind have the same correlation, and columns of different kinds none.
 * @param kinds the kind of each column; by default each is its own
 */
export function shrunkenCorrelation(rows: Rows, kinds: readonly string[] = []): Matrix {
  const n = rows.length;
  const mean = weightedMean(rows);
  const squares = weightedMean(rows.map((row) => row.map((value, i) => (value - mean[i]!) ** 2)));
  const standardised = rows.map((row) => row.map((value, i) => (value - mean[i]!) / Math.sqrt(squares[i]!)));
  const pairs: { i: number; j: number; r: number; kind: string | undefined }[] = [];
  let chance = 0;
  for (let i = 0; i < mean.length; i++) {
    for (let j = 0; j < i; j++) {
      const r = standardised.reduce((sum, row) => sum + row[i]! * row[j]!, 0) / n;
      const scatter = standardised.reduce((sum, row) => sum + (row[i]! * row[j]! - r) ** 2, 0);
      chance += (n / (n - 1) ** 3) * scatter;
      pairs.push({ i, j, r, kind: kinds[i] === kinds[j] ? kinds[i] : undefined });
    }
  }
  const simple = meanByKind(pairs);
  const differences = pairs.reduce((sum, { r, kind }) => sum + (r - simple(kind)) ** 2, 0);
  const drawn = Math.min(1, chance / differences);
  const correlation = Matrix.eye(mean.length);
  for (const { i, j, r, kind } of pairs) {
    const value = r + drawn * (simple(kind) - r);
    correlation.set(i, j, value);
    correlation.set(j, i, value);
  }
  return correlation;
}

/** The mean correlation of each kind; 0 for pairs of different kinds, and if it is negative, since not all columns can be opposites. */
function meanByKind(pairs: readonly { r: number; kind: string | undefined }[]): (kind: string | undefined) => number {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const { r, kind } of pairs) {
    if (kind === undefined) continue;
    const { sum, count } = sums.get(kind) ?? { sum: 0, count: 0 };
    sums.set(kind, { sum: sum + r, count: count + 1 });
  }
  return (kind) => {
    const known = kind === undefined ? undefined : sums.get(kind);
    return known ? Math.max(0, known.sum / known.count) : 0;
  };
}
