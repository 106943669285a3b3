/** The settings behind the published tables: librosa's defaults. */
export const SAMPLE_RATE = 22050;
/** Samples in a frame. */
export const N_FFT = 2048;
/** Samples between the starts of adjacent frames. */
export const HOP_LENGTH = 512;
