import { sharedMemory } from "../../wasm/index.ts";
import { GROUP, panels, temporalWeights, timbralWeights, transformPanels, twiddles } from "./fourierWeights.ts";
import type { Layer } from "./layer.ts";
import { BANDS, EMBEDDING, MIDDLE, PADDED_ROWS, PATCH_FRAMES, ROWS, TIME } from "./shape.ts";
import type { Tensor } from "./weights.ts";

/** The layers in order. */
export interface Layers {
  readonly timbral: readonly [Layer, Layer];
  readonly temporal: readonly Layer[];
  readonly middle: readonly [Layer, Layer, Layer];
  readonly dense: Layer;
  readonly tags: Tensor;
}

/** The network's numbers in the loops' layout, and its work space: about 9 MB. */
export function networkMemory({ timbral, temporal, middle, dense, tags }: Layers) {
  const constants = {
    bandTransform: transformPanels(BANDS, BANDS),
    timeTransform: transformPanels(PATCH_FRAMES, TIME),
    bandTwiddles: twiddles([
      [96, 3],
      [32, 4],
      [8, 4],
    ]),
    timeTwiddles: twiddles([
      [256, 4],
      [64, 4],
      [16, 4],
      [4, 4],
    ]),
    timbral0: timbralWeights(timbral[0], BANDS),
    timbral1: timbralWeights(timbral[1], BANDS),
    temporal: temporalWeights(temporal, TIME),
    middle0: inPanels(middle[0].kernel),
    middle1: inPanels(middle[1].kernel),
    middle2: inPanels(middle[2].kernel),
    dense: inPanels(dense.kernel),
    tags: inPanels(tags),
  };
  const groups = {
    timbral: timbral.map(({ bias }) => Math.ceil(bias.length / GROUP)) as [number, number],
    temporal: Math.ceil(channelsOf(temporal) / GROUP),
  };
  const maximaWidth = GROUP * (groups.timbral[0] + groups.timbral[1] + groups.temporal);
  const front = channelsOf(timbral) + channelsOf(temporal);
  const arrays = sharedMemory({
    ...planOf(constants),
    frames: ["f32", ROWS * BANDS],
    bands: ["f32", BANDS * PATCH_FRAMES],
    bandSpectra: ["f32", ROWS * 2 * BANDS],
    spectra: ["f32", BANDS * PADDED_ROWS * 2],
    timeSpectra: ["f32", BANDS * TIME * 2],
    // A block of 24 signals and one more; or two signals over time.
    work: ["f32", 25 * BANDS * GROUP],
    maxima: ["f32", ROWS * maximaWidth],
    front: ["f32", PADDED_ROWS * front],
    products: ["f32", ROWS * MIDDLE],
    first: ["f32", PADDED_ROWS * MIDDLE],
    second: ["f32", PADDED_ROWS * MIDDLE],
    third: ["f32", PADDED_ROWS * MIDDLE],
    pooled: ["f32", 2 * (front + 3 * MIDDLE)],
    hidden: ["f32", EMBEDDING],
    scores: ["f32", GROUP * Math.ceil(tags.shape[1]! / GROUP)],
  });
  for (const [name, values] of Object.entries(constants)) arrays.views[name as keyof typeof constants].set(values);
  return { ...arrays, groups, maximaWidth };
}

export type NetworkMemory = ReturnType<typeof networkMemory>;

function planOf<T extends Record<string, Float32Array>>(
  constants: T,
): { readonly [Name in keyof T]: readonly ["f32", number] } {
  const plan = Object.entries(constants).map(([name, { length }]) => [name, ["f32", length]]);
  return Object.fromEntries(plan) as { readonly [Name in keyof T]: readonly ["f32", number] };
}

function channelsOf(layers: readonly Layer[]): number {
  return layers.reduce((sum, { bias }) => sum + bias.length, 0);
}

/** A kernel as a matrix: inputs of an output by outputs. */
function inPanels({ shape, data }: Tensor): Float32Array {
  const columns = shape.at(-1)!;
  return panels(data, data.length / columns, columns);
}
