import type { Weights } from "./weights.ts";

const EPSILON = 0.001;

/** A trained batch normalisation: value * scale + shift, for each channel. */
export interface Normalisation {
  readonly scale: Float32Array;
  readonly shift: Float32Array;
}

/** The network's batch normalisation with the given number (0 to 10), with the moving mean and variance from its training. */
export function normalisation(weights: Weights, number: number): Normalisation {
  const name = number === 0 ? "batch_normalization" : `batch_normalization_${number}`;
  const [gamma, beta, mean, variance] = ["gamma", "beta", "moving_mean", "moving_variance"].map(
    (part) => weights.tensor(`${name}/${part}`).data,
  ) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const scale = gamma.map((factor, i) => factor / Math.sqrt(variance[i]! + EPSILON));
  return { scale, shift: beta.map((offset, i) => offset - mean[i]! * scale[i]!) };
}
