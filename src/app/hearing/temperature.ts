import type { Matrix } from "../../ground/index.ts";

const LOWEST = 0.2;
const HIGHEST = 5;
const STEPS = 40;
const LEAST = 1e-12;

/**
 * Makes probabilities more confident (temperature below 1) or more cautious (above 1): each to the power of 1 / temperature, normalised
 * to sum to 1.
 */
export function tempered(proba: Matrix, temperature: number): Matrix {
  const { rows, columns } = proba;
  const data = proba.data.map((value) => Math.max(value, LEAST) ** (1 / temperature));
  for (let row = 0; row < rows; row++) {
    const of = data.subarray(row * columns, (row + 1) * columns);
    const sum = of.reduce((a, b) => a + b);
    of.forEach((value, i) => (of[i] = value / sum));
  }
  return { data, rows, columns };
}

/**
 * The temperature at which held-out probabilities best fit the truth, by the smallest mean log loss (Guo et al. 2017, "On calibration
 * of modern neural networks").
 * @param truth the column of each row's class
 */
export function fitTemperature(proba: Matrix, truth: ArrayLike<number>): number {
  const loss = (temperature: number): number => {
    const { data, rows, columns } = tempered(proba, temperature);
    let sum = 0;
    for (let row = 0; row < rows; row++) sum -= Math.log(Math.max(LEAST, data[row * columns + truth[row]!]!));
    return sum;
  };
  // Convex in 1 / temperature, so a golden-section search finds the only minimum.
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [1 / HIGHEST, 1 / LOWEST];
  for (let step = 0; step < STEPS; step++) {
    const [a, b] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (loss(1 / a) < loss(1 / b)) high = b;
    else low = a;
  }
  return 2 / (low + high);
}

/**
 * Expected calibration error: in each of ten bins of the predicted class's probability, the distance between its mean and the share
 * that was correct, averaged over bins weighted by their rows (Naeini et al. 2015).
 */
export function calibrationError({ data, rows, columns }: Matrix, truth: ArrayLike<number>): number {
  const bins = Array.from({ length: 10 }, () => ({ confidence: 0, right: 0 }));
  for (let row = 0; row < rows; row++) {
    const of = data.subarray(row * columns, (row + 1) * columns);
    const named = of.indexOf(Math.max(...of));
    const bin = bins[Math.min(9, Math.floor(10 * of[named]!))]!;
    bin.confidence += of[named]!;
    bin.right += named === truth[row] ? 1 : 0;
  }
  return bins.reduce((sum, { confidence, right }) => sum + Math.abs(confidence - right), 0) / rows;
}
