import { normalisation } from "./normalisation.ts";
import type { Tensor, Weights } from "./weights.ts";

/** A layer of the network: a convolution or a matrix, then bias, ReLU and batch normalisation (value * scale + shift). */
export interface Layer {
  readonly kernel: Tensor;
  readonly bias: Float32Array;
  readonly scale: Float32Array;
  readonly shift: Float32Array;
}

/** The layer with the given name of tensors and number of normalisation. */
export function readLayer(weights: Weights, name: string, number: number): Layer {
  return {
    kernel: weights.tensor(`${name}/kernel`),
    bias: weights.tensor(`${name}/bias`).data,
    ...normalisation(weights, number),
  };
}

/** Applies bias, ReLU and normalisation to a layer's product for channel `c`. */
export function activate({ bias, scale, shift }: Layer, c: number, product: number): number {
  return Math.max(0, product + bias[c]!) * scale[c]! + shift[c]!;
}
