/**
 * The hot loops of src/audio. No allocator: the caller lays out the memory from `heapBase` on and passes addresses.
 * Matrices are frame-major (a row is a frame), rows without padding, float32.
 */
export { fillPositions, fillTwiddles } from "./audio/fft";
export { filterPower } from "./audio/chroma";
export { multiply, softMask } from "./audio/mask";
export { medianFrequency, medianTime } from "./audio/median";
export { resample } from "./audio/resample";
export { absolute, addNormalisedPower, istft, stft } from "./audio/stft";

/** The first address that is free. */
export function heapBase(): usize {
  return __heap_base;
}
