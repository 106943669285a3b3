import type { Layer } from "./layer.ts";

/** Filters in a group: the real and the imaginary parts of four complex signals. */
export const GROUP = 8;
const LANES = 4;

/** e to the power of 2 pi i j / n, for j from 0 to n - 1. */
function roots(n: number): { readonly re: Float64Array; readonly im: Float64Array } {
  const angle = (j: number): number => (2 * Math.PI * j) / n;
  return {
    re: Float64Array.from({ length: n }, (_, j) => Math.cos(angle(j))),
    im: Float64Array.from({ length: n }, (_, j) => Math.sin(angle(j))),
  };
}

/** The twiddle factors of passes with the given lengths and radices, in the layout of `src/wasm/assembly/musicnn/fft.ts`. */
export function twiddles(passes: readonly (readonly [length: number, radix: number])[]): Float32Array {
  return Float32Array.from(
    passes.flatMap(([n, radix]) =>
      Array.from({ length: n / radix }, (_, p) =>
        Array.from({ length: radix - 1 }, (_, i) => (2 * Math.PI * p * (i + 1)) / n).flatMap((angle) => [
          Math.cos(angle),
          Math.sin(angle),
        ]),
      ).flat(),
    ),
  );
}

/** The matrix that maps `length` real numbers to their `n`-point complex transform, in panels of 8 columns. */
export function transformPanels(length: number, n: number): Float32Array {
  const { re, im } = roots(n);
  const matrix = new Float32Array(length * 2 * n);
  for (let i = 0; i < length; i++) {
    for (let k = 0; k < n; k++) {
      const j = (i * k) % n;
      matrix[2 * (i * n + k)] = re[j]!;
      matrix[2 * (i * n + k) + 1] = -im[j]!;
    }
  }
  return panels(matrix, length, 2 * n);
}

/** A matrix, rows x columns, in panels of 8 columns as `product` reads them; missing columns are 0. */
export function panels(matrix: Float32Array, rows: number, columns: number): Float32Array {
  const count = Math.ceil(columns / GROUP);
  const out = new Float32Array(count * rows * GROUP);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      out[((c >> 3) * rows + r) * GROUP + (c & 7)] = matrix[r * columns + c]!;
    }
  }
  return out;
}

/**
 * Spectra of filters over 7 frames and some bands, for a circular correlation over `n` bands: for each group and frequency, 14 rows of
 * 8, which multiply the (re, im) of 7 frames. Filters whose output is scaled by a negative number are negated, because their minimum is
 * needed.
 * @param layer with a kernel of 7 x bands x 1 x filters
 */
export function timbralWeights({ kernel, scale }: Layer, n: number): Float32Array {
  const [taps, bands, , filters] = kernel.shape as [number, number, number, number];
  const { re, im } = roots(n);
  const groups = Math.ceil(filters / GROUP);
  const out = new Float32Array(groups * n * 2 * taps * GROUP);
  for (let c = 0; c < filters; c++) {
    const place = placeOf(c);
    const factor = Math.sign(scale[c]!) / n;
    for (let tap = 0; tap < taps; tap++) {
      for (let k = 0; k < n; k++) {
        let a = 0;
        let b = 0;
        for (let band = 0, j = 0; band < bands; band++) {
          const value = kernel.data[(tap * bands + band) * filters + c]!;
          a += value * re[j]!;
          b += value * im[j]!;
          if ((j += k) >= n) j -= n;
        }
        const row = ((place.group * n + k) * 2 * taps + 2 * tap) * GROUP + place.lane;
        add(out, row, row + GROUP, place.isImaginary, a * factor, b * factor);
      }
    }
  }
  return out;
}

/**
 * Spectra of filters over many frames of one band, padded so that the output is as long as the input (an even filter has its extra
 * frame at the end): for each group `n` complex numbers of 8 lanes. The filters of all layers follow each other without gaps.
 * @param layers with kernels of frames x 1 x 1 x filters
 */
export function temporalWeights(layers: readonly Layer[], n: number): Float32Array {
  const { re, im } = roots(n);
  const total = layers.reduce((sum, { bias }) => sum + bias.length, 0);
  const out = new Float32Array(Math.ceil(total / GROUP) * n * GROUP);
  let first = 0;
  for (const { kernel, scale } of layers) {
    const [taps, , , filters] = kernel.shape as [number, number, number, number];
    const before = (taps - 1) >> 1;
    for (let c = 0; c < filters; c++) {
      const place = placeOf(first + c);
      const factor = Math.sign(scale[c]!) / n;
      for (let k = 0; k < n; k++) {
        let a = 0;
        let b = 0;
        for (let tap = 0; tap < taps; tap++) {
          const j = (k * (tap - before + n)) % n;
          a += kernel.data[tap * filters + c]! * re[j]!;
          b += kernel.data[tap * filters + c]! * im[j]!;
        }
        const [x, y] = [a * factor, b * factor];
        const at = (place.group * n + k) * GROUP + place.lane;
        out[at] += place.isImaginary ? -y : x;
        out[at + LANES] += place.isImaginary ? x : y;
      }
    }
    first += filters;
  }
  return out;
}

function placeOf(filter: number): { readonly group: number; readonly lane: number; readonly isImaginary: boolean } {
  return {
    group: Math.floor(filter / GROUP),
    lane: filter % LANES,
    isImaginary: filter % GROUP >= LANES,
  };
}

/** Adds the complex weight a + ib, or i times it, to the rows that multiply an input's real and imaginary part. */
function add(out: Float32Array, row: number, next: number, isImaginary: boolean, a: number, b: number): void {
  const [x, y] = isImaginary ? [-b, a] : [a, b];
  out[row] += x;
  out[row + LANES] += y;
  out[next] -= y;
  out[next + LANES] += x;
}
