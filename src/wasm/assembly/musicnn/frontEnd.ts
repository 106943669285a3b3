import { fft256, fft96 } from "./fft";
import { product } from "./product";

/**
 * The front end's convolutions, each followed by its maximum over the frequency bands. A convolution is a product of spectra, which
 * takes a tenth of the multiplications for a filter of 67 bands. Filters come in groups of eight, as the real and imaginary parts of
 * four complex signals: one inverse transform yields two filters.
 */

const BANDS = 96;
const TAPS = 7;
/** Frames whose spectra are in the inner cache at the same time. */
const BLOCK = 24;
const LENGTH = 256;

/**
 * Filters over 7 frames and many bands. `spectra`: for each of 96 frequencies of the bands' transform the (re, im) of every frame,
 * `frequencyStride` bytes apart, preceded by 3 frames of zeros. `weights`: for each group and frequency 14 rows of 8. `work`: (BLOCK +
 * 1) * 96 * 32 bytes. Writes 8 maxima per row and group, over the first `positions` bands, where the filter fits. `rows`: a multiple of
 * BLOCK.
 */
export function timbralMaxima(
  spectra: usize,
  frequencyStride: usize,
  rows: i32,
  weights: usize,
  groups: i32,
  positions: i32,
  twiddles: usize,
  work: usize,
  out: usize,
  outStride: usize,
): void {
  const signalBytes: usize = BANDS << 5;
  const other = work + <usize>BLOCK * signalBytes;
  for (let g = 0; g < groups; g++) {
    for (let t = 0; t < rows; t += BLOCK) {
      for (let k = 0; k < BANDS; k++) {
        product(
          spectra + <usize>k * frequencyStride + ((<usize>t) << 3),
          8,
          BLOCK,
          2 * TAPS,
          weights + <usize>(g * BANDS + k) * (2 * TAPS * 32),
          1,
          work + ((<usize>k) << 5),
          signalBytes,
          0,
        );
      }
      for (let r = 0; r < BLOCK; r++) {
        const signal = work + <usize>r * signalBytes;
        fft96(signal, other, twiddles);
        let low = v128.load(signal);
        let high = v128.load(signal, 16);
        for (let at = signal + 32, end = signal + ((<usize>positions) << 5); at < end; at += 32) {
          low = f32x4.max(low, v128.load(at));
          high = f32x4.max(high, v128.load(at, 16));
        }
        const to = out + <usize>(t + r) * outStride + ((<usize>g) << 5);
        v128.store(to, low);
        v128.store(to, high, 16);
      }
    }
  }
}

/**
 * Filters over many frames of one band. `spectra`: for each band 256 complex numbers. `weights`: for each group 256 complex numbers of
 * 32 bytes. `work`: 2 * 256 * 32 bytes. Writes 8 maxima over all bands for each of `frames` frames and each group.
 */
export function temporalMaxima(
  spectra: usize,
  weights: usize,
  groups: i32,
  frames: i32,
  twiddles: usize,
  work: usize,
  out: usize,
  outStride: usize,
): void {
  const signalBytes: usize = LENGTH << 5;
  for (let g = 0; g < groups; g++) {
    const spectrum = weights + <usize>g * signalBytes;
    const column = out + ((<usize>g) << 5);
    for (let band = 0; band < BANDS; band++) {
      let x = spectra + <usize>band * (LENGTH << 3);
      for (let at: usize = 0; at < signalBytes; at += 32, x += 8) {
        const xr = v128.load32_splat(x);
        const xi = v128.load32_splat(x, 4);
        const wr = v128.load(spectrum + at);
        const wi = v128.load(spectrum + at, 16);
        v128.store(work + at, f32x4.sub(f32x4.mul(xr, wr), f32x4.mul(xi, wi)));
        v128.store(work + at, f32x4.add(f32x4.mul(xr, wi), f32x4.mul(xi, wr)), 16);
      }
      fft256(work, work + signalBytes, twiddles);
      let to = column;
      for (let t = 0; t < frames; t++, to += outStride) {
        let low = v128.load(work + ((<usize>t) << 5));
        let high = v128.load(work + ((<usize>t) << 5), 16);
        if (band > 0) {
          low = f32x4.max(low, v128.load(to));
          high = f32x4.max(high, v128.load(to, 16));
        }
        v128.store(to, low);
        v128.store(to, high, 16);
      }
    }
  }
}
