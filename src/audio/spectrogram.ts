/**
 * A matrix over time and frequency, frame-major: bin `k` of frame `t` is `data[t * bins + k]`, so that a frame is one slice. (librosa's
 * arrays are the transpose, bins x frames.)
 */
export interface Spectrogram {
  readonly data: Float32Array;
  readonly frames: number;
  readonly bins: number;
}

/** A complex spectrogram: real and imaginary parts, each frame-major as in `Spectrogram`. */
export interface ComplexSpectrogram {
  readonly re: Float32Array;
  readonly im: Float32Array;
  readonly frames: number;
  readonly bins: number;
}
