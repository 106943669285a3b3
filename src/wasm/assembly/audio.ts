/**
 * The hot loops of src/audio. There is no allocator: the caller lays out the memory from `heapBase` on and passes addresses. Matrices
 * are float32, frame-major (a row is a frame), without row padding.
 */
export { fillPositions, fillTwiddles } from "./audio/fft";
export { filterPower } from "./audio/chroma";
export { multiply, softMask } from "./audio/mask";
export { medianFrequency, medianTime } from "./audio/median";
export { resample } from "./audio/resample";
export { absolute, addNormalisedPower, istft, stft } from "./audio/stft";

/** The first free address. */
export function heapBase(): usize {
  return __heap_base;
}
