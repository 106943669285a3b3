import { fft } from "./fft";

/** Rounds the two lanes to float32 and stores them in two places, one value for each of two frames. */
@inline
function storeLanes(value: v128, first: usize, second: usize): void {
  const rounded = f32x4.demote_f64x2_zero(value);
  store<f32>(first, f32x4.extract_lane(rounded, 0));
  store<f32>(second, f32x4.extract_lane(rounded, 1));
}

/**
 * Short-time Fourier transform of `frames` frames of `n` samples, `hop` apart, from the padded float32 signal.
 *
 * Computes in float64 and rounds the result to float32, as librosa does for float32 input. Writes frame-major rows of n / 2 + 1 bins:
 * real parts, imaginary parts and magnitudes (the magnitude of the rounded value, rounded). `window`: n float64. `twiddles`: those of
 * n. `positions`: those of n / 2. `work`: n / 2 * 32 bytes. With an odd number of frames, the last one is transformed in both lanes.
 */
export function stft(
  signal: usize,
  frames: i32,
  n: i32,
  hop: i32,
  window: usize,
  twiddles: usize,
  positions: usize,
  work: usize,
  re: usize,
  im: usize,
  magnitude: usize,
): void {
  const m = n >> 1;
  const row = <usize>(m + 1) << 2;
  const half = f64x2.splat(0.5);
  for (let t = 0; t < frames; t += 2) {
    const u = t + 1 < frames ? t + 1 : t;
    const x0 = signal + (<usize>(t * hop) << 2);
    const x1 = signal + (<usize>(u * hop) << 2);
    for (let i: usize = 0; i < <usize>m; i++) {
      // Both lanes: (frame t, frame u); the even sample is the real part, the odd one the imaginary part.
      const pair0 = f64x2.promote_low_f32x4(v128.load64_zero(x0 + (i << 3)));
      const pair1 = f64x2.promote_low_f32x4(v128.load64_zero(x1 + (i << 3)));
      const even = i8x16.shuffle(pair0, pair1, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23);
      const odd = i8x16.shuffle(pair0, pair1, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31);
      v128.store(work + (i << 5), f64x2.mul(even, v128.load64_splat(window + (i << 4))));
      v128.store(work + (i << 5), f64x2.mul(odd, v128.load64_splat(window + (i << 4), 8)), 16);
    }
    fft(work, m, twiddles, 2);

    const first = <usize>t * row;
    const second = <usize>u * row;
    for (let k: usize = 0; k <= <usize>m >> 1; k++) {
      const l = <usize>m - k;
      const a = work + load<u32>(positions + (k << 2));
      const b = work + load<u32>(positions + ((k === 0 ? 0 : l) << 2));
      const ar = v128.load(a);
      const ai = v128.load(a, 16);
      const br = v128.load(b);
      const bi = v128.load(b, 16);
      const er = f64x2.mul(f64x2.add(ar, br), half);
      const ei = f64x2.mul(f64x2.sub(ai, bi), half);
      const or = f64x2.mul(f64x2.add(ai, bi), half);
      const oi = f64x2.mul(f64x2.sub(br, ar), half);
      const wr = v128.load64_splat(twiddles + (k << 4));
      const wi = v128.load64_splat(twiddles + (k << 4), 8);
      const pr = f64x2.sub(f64x2.mul(or, wr), f64x2.mul(oi, wi));
      const pi = f64x2.add(f64x2.mul(or, wi), f64x2.mul(oi, wr));
      const kr = f64x2.add(er, pr);
      const ki = f64x2.add(ei, pi);
      const lr = f64x2.sub(er, pr);
      const li = f64x2.sub(pi, ei);
      storeLanes(lr, re + first + (l << 2), re + second + (l << 2));
      storeLanes(li, im + first + (l << 2), im + second + (l << 2));
      storeLanes(kr, re + first + (k << 2), re + second + (k << 2));
      storeLanes(ki, im + first + (k << 2), im + second + (k << 2));
    }
  }
  absolute(re, im, <usize>frames * <usize>(m + 1), magnitude);
}

/** Magnitudes of `count` complex numbers, computed in float64. The arrays may be read past their end by up to 8 bytes. */
export function absolute(re: usize, im: usize, count: usize, magnitude: usize): void {
  for (let i: usize = 0; i < count; i += 2) {
    const r = f64x2.promote_low_f32x4(v128.load64_zero(re + (i << 2)));
    const j = f64x2.promote_low_f32x4(v128.load64_zero(im + (i << 2)));
    const sum = f64x2.add(f64x2.mul(r, r), f64x2.mul(j, j));
    v128.store64_lane(magnitude + (i << 2), f32x4.demote_f64x2_zero(f64x2.sqrt(sum)), 0);
  }
}

/** Loads one float32 value from each of two frames as float64. */
@inline
function loadLanes(first: usize, second: usize): v128 {
  return f64x2.replace_lane(f64x2.splat(<f64>load<f32>(first)), 1, <f64>load<f32>(second));
}

/**
 * Inverse of `stft` up to the window's overlap: transforms each spectrum back, multiplies it by the window and adds it to `signal`,
 * which has (frames - 1) * hop + n samples and is not cleared here. `re`, `im`: frame-major rows.
 */
export function istft(
  re: usize,
  im: usize,
  frames: i32,
  n: i32,
  hop: i32,
  window: usize,
  twiddles: usize,
  positions: usize,
  work: usize,
  signal: usize,
): void {
  const m = n >> 1;
  const row = <usize>(m + 1) << 2;
  // Half, from the even/odd split, times the inverse transform's 1 / m.
  const scale = f64x2.splat(0.5 / <f64>m);
  for (let t = 0; t < frames; t += 2) {
    const paired = t + 1 < frames;
    const first = <usize>t * row;
    const second = paired ? first + row : first;
    for (let k: usize = 0; k < <usize>m; k++) {
      const l = <usize>m - k;
      const kr = loadLanes(re + first + (k << 2), re + second + (k << 2));
      const ki = loadLanes(im + first + (k << 2), im + second + (k << 2));
      const lr = loadLanes(re + first + (l << 2), re + second + (l << 2));
      const li = loadLanes(im + first + (l << 2), im + second + (l << 2));
      const er = f64x2.add(kr, lr);
      // A real signal's spectrum is real at both ends, so the imaginary parts there are ignored.
      const ei = k === 0 ? f64x2.splat(0) : f64x2.sub(ki, li);
      const dr = f64x2.sub(kr, lr);
      const di = k === 0 ? f64x2.splat(0) : f64x2.add(ki, li);
      const wr = v128.load64_splat(twiddles + (k << 4));
      const wi = v128.load64_splat(twiddles + (k << 4), 8);
      const or = f64x2.add(f64x2.mul(dr, wr), f64x2.mul(di, wi));
      const oi = f64x2.sub(f64x2.mul(di, wr), f64x2.mul(dr, wi));
      // Swapping real and imaginary parts before and after a forward transform makes it the inverse one.
      v128.store(work + (k << 5), f64x2.mul(f64x2.add(ei, or), scale));
      v128.store(work + (k << 5), f64x2.mul(f64x2.sub(er, oi), scale), 16);
    }
    fft(work, m, twiddles, 2);

    const y0 = signal + (<usize>(t * hop) << 2);
    const y1 = signal + (<usize>((t + 1) * hop) << 2);
    for (let i: usize = 0; i < <usize>m; i++) {
      const p = work + load<u32>(positions + (i << 2));
      const odd = f64x2.mul(v128.load(p), v128.load64_splat(window + (i << 4), 8));
      const even = f64x2.mul(v128.load(p, 16), v128.load64_splat(window + (i << 4)));
      const both = i8x16.shuffle(
        f32x4.demote_f64x2_zero(even),
        f32x4.demote_f64x2_zero(odd),
        0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23,
      );
      const a = y0 + (i << 3);
      v128.store64_lane(a, f32x4.add(v128.load64_zero(a), both), 0);
      if (paired) {
        const b = y1 + (i << 3);
        const upper = i64x2.shuffle(both, both, 1, 1);
        v128.store64_lane(b, f32x4.add(v128.load64_zero(b), upper), 0);
      }
    }
  }
}

/**
 * Adds the power spectra of `frames` windowed frames, each divided by its own energy, to `sum` (n / 2 + 1 float64). The frames of
 * `length` samples are 1 sample apart in the float64 `signal` and are zero-padded to n; `window`: `length` float64. Frames without
 * energy add nothing. `sum` becomes the spectrum of the mean normalised autocorrelation.
 */
export function addNormalisedPower(
  signal: usize,
  frames: i32,
  length: i32,
  n: i32,
  window: usize,
  twiddles: usize,
  positions: usize,
  work: usize,
  sum: usize,
): void {
  for (let t = 0; t < frames; t += 2) {
    const x0 = signal + (<usize>t << 3);
    const paired = t + 1 < frames;
    // One real frame is the real part of a complex transform, the next one the imaginary part. Two such pairs would be needed to fill
    // the lanes, so both lanes have the same pair and one is used.
    let energy0: f64 = 0;
    let energy1: f64 = 0;
    memory.fill(work, 0, <usize>n << 5);
    for (let i: usize = 0; i < <usize>length; i++) {
      const w = load<f64>(window + (i << 3));
      const a = load<f64>(x0 + (i << 3)) * w;
      const b = paired ? load<f64>(x0 + (i << 3), 8) * w : 0;
      energy0 += a * a;
      energy1 += b * b;
      v128.store(work + (i << 5), f64x2.splat(a));
      v128.store(work + (i << 5), f64x2.splat(b), 16);
    }
    if (energy0 === 0 && energy1 === 0) continue;
    fft(work, n, twiddles, 1);
    const scale0 = energy0 > 0 ? 0.25 / energy0 : 0;
    const scale1 = energy1 > 0 ? 0.25 / energy1 : 0;
    for (let k: usize = 0; k <= <usize>n >> 1; k++) {
      const a = work + load<u32>(positions + (k << 2));
      const b = work + load<u32>(positions + ((k === 0 ? 0 : <usize>n - k) << 2));
      const ar = load<f64>(a);
      const ai = load<f64>(a, 16);
      const br = load<f64>(b);
      const bi = load<f64>(b, 16);
      const power0 = (ar + br) * (ar + br) + (ai - bi) * (ai - bi);
      const power1 = (ai + bi) * (ai + bi) + (br - ar) * (br - ar);
      store<f64>(sum + (k << 3), load<f64>(sum + (k << 3)) + power0 * scale0 + power1 * scale1);
    }
  }
}
