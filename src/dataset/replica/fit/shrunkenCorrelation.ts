import { Matrix } from "ml-matrix";
import { type Rows, weightedMean } from "./matrixRows.ts";

/**
 * The correlation matrix of rows, drawn towards no correlation by as much as chance makes the correlations look larger than they are
 * (Schäfer and Strimmer, "A shrinkage approach to large-scale covariance matrix estimation", 2005).
 */
export function shrunkenCorrelation(rows: Rows): Matrix {
  const n = rows.length;
  const mean = weightedMean(rows);
  const squares = weightedMean(rows.map((row) => row.map((value, i) => (value - mean[i]!) ** 2)));
  const standardised = rows.map((row) => row.map((value, i) => (value - mean[i]!) / Math.sqrt(squares[i]!)));
  const width = mean.length;
  const correlation = Matrix.eye(width);
  let chance = 0;
  let observed = 0;
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < i; j++) {
      const r = standardised.reduce((sum, row) => sum + row[i]! * row[j]!, 0) / n;
      const scatter = standardised.reduce((sum, row) => sum + (row[i]! * row[j]! - r) ** 2, 0);
      chance += (n / (n - 1) ** 3) * scatter;
      observed += r * r;
      correlation.set(i, j, r);
      correlation.set(j, i, r);
    }
  }
  const kept = 1 - Math.min(1, chance / observed);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) if (i !== j) correlation.set(i, j, kept * correlation.get(i, j));
  }
  return correlation;
}
