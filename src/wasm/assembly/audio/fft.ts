/**
 * Fourier transforms of two real frames at once: the two lanes of every float64 vector belong to two frames, so the transform itself is
 * the plain scalar algorithm without a single shuffle.
 *
 * A complex array has 32 bytes per index: the real parts of both frames, then the imaginary parts.
 */

/** Fills `table` with cos and sin of -2*pi*j/n for j = 0..n-1, interleaved (16 bytes each). */
export function fillTwiddles(table: usize, n: i32): void {
  for (let j = 0; j < n; j++) {
    const angle = (-2.0 * Math.PI * <f64>j) / <f64>n;
    store<f64>(table + ((<usize>j) << 4), Math.cos(angle));
    store<f64>(table + ((<usize>j) << 4), Math.sin(angle), 8);
  }
}

/** Where `fft` leaves frequency k of n: the digits of k in base 4 (with a last digit in base 2) reversed. */
export function fillPositions(table: usize, n: i32): void {
  for (let k = 0; k < n; k++) {
    let rest = k;
    let size = n;
    let position = 0;
    while (size >= 4) {
      size >>= 2;
      position += (rest & 3) * size;
      rest >>= 2;
    }
    store<u32>(table + ((<usize>k) << 2), (position + rest) << 5);
  }
}

/**
 * In-place complex transform of length n (a power of two), decimation in frequency, radix 4 with a last radix-2 pass if n is not a
 * power of four. The result is in digit-reversed order (`fillPositions`). `twiddles` are those of n * stride.
 */
export function fft(data: usize, n: i32, twiddles: usize, stride: i32): void {
  let size = n;
  let step = stride;
  while (size > 4) {
    const quarter = size >> 2;
    const leap = (<usize>quarter) << 5;
    for (let j = 0; j < quarter; j++) {
      const t = (<usize>(j * step)) << 4;
      const w1r = v128.load64_splat(twiddles + t);
      const w1i = v128.load64_splat(twiddles + t, 8);
      const w2r = v128.load64_splat(twiddles + 2 * t);
      const w2i = v128.load64_splat(twiddles + 2 * t, 8);
      const w3r = v128.load64_splat(twiddles + 3 * t);
      const w3i = v128.load64_splat(twiddles + 3 * t, 8);
      const end = data + ((<usize>n) << 5);
      for (let p0 = data + ((<usize>j) << 5); p0 < end; p0 += leap << 2) {
        const p1 = p0 + leap;
        const p2 = p1 + leap;
        const p3 = p2 + leap;
        const a0r = v128.load(p0);
        const a0i = v128.load(p0, 16);
        const a1r = v128.load(p1);
        const a1i = v128.load(p1, 16);
        const a2r = v128.load(p2);
        const a2i = v128.load(p2, 16);
        const a3r = v128.load(p3);
        const a3i = v128.load(p3, 16);
        const s02r = f64x2.add(a0r, a2r);
        const s02i = f64x2.add(a0i, a2i);
        const d02r = f64x2.sub(a0r, a2r);
        const d02i = f64x2.sub(a0i, a2i);
        const s13r = f64x2.add(a1r, a3r);
        const s13i = f64x2.add(a1i, a3i);
        const d13r = f64x2.sub(a1r, a3r);
        const d13i = f64x2.sub(a1i, a3i);
        v128.store(p0, f64x2.add(s02r, s13r));
        v128.store(p0, f64x2.add(s02i, s13i), 16);
        const y1r = f64x2.add(d02r, d13i);
        const y1i = f64x2.sub(d02i, d13r);
        v128.store(p1, f64x2.sub(f64x2.mul(y1r, w1r), f64x2.mul(y1i, w1i)));
        v128.store(p1, f64x2.add(f64x2.mul(y1r, w1i), f64x2.mul(y1i, w1r)), 16);
        const y2r = f64x2.sub(s02r, s13r);
        const y2i = f64x2.sub(s02i, s13i);
        v128.store(p2, f64x2.sub(f64x2.mul(y2r, w2r), f64x2.mul(y2i, w2i)));
        v128.store(p2, f64x2.add(f64x2.mul(y2r, w2i), f64x2.mul(y2i, w2r)), 16);
        const y3r = f64x2.sub(d02r, d13i);
        const y3i = f64x2.add(d02i, d13r);
        v128.store(p3, f64x2.sub(f64x2.mul(y3r, w3r), f64x2.mul(y3i, w3i)));
        v128.store(p3, f64x2.add(f64x2.mul(y3r, w3i), f64x2.mul(y3i, w3r)), 16);
      }
    }
    size = quarter;
    step <<= 2;
  }
  if (size === 4) lastRadix4(data, n);
  else if (size === 2) lastRadix2(data, n);
}

/** The last radix-4 pass: all its twiddle factors are 1. */
function lastRadix4(data: usize, n: i32): void {
  const end = data + ((<usize>n) << 5);
  for (let p = data; p < end; p += 128) {
    const a0r = v128.load(p);
    const a0i = v128.load(p, 16);
    const a1r = v128.load(p, 32);
    const a1i = v128.load(p, 48);
    const a2r = v128.load(p, 64);
    const a2i = v128.load(p, 80);
    const a3r = v128.load(p, 96);
    const a3i = v128.load(p, 112);
    const s02r = f64x2.add(a0r, a2r);
    const s02i = f64x2.add(a0i, a2i);
    const d02r = f64x2.sub(a0r, a2r);
    const d02i = f64x2.sub(a0i, a2i);
    const s13r = f64x2.add(a1r, a3r);
    const s13i = f64x2.add(a1i, a3i);
    const d13r = f64x2.sub(a1r, a3r);
    const d13i = f64x2.sub(a1i, a3i);
    v128.store(p, f64x2.add(s02r, s13r));
    v128.store(p, f64x2.add(s02i, s13i), 16);
    v128.store(p, f64x2.add(d02r, d13i), 32);
    v128.store(p, f64x2.sub(d02i, d13r), 48);
    v128.store(p, f64x2.sub(s02r, s13r), 64);
    v128.store(p, f64x2.sub(s02i, s13i), 80);
    v128.store(p, f64x2.sub(d02r, d13i), 96);
    v128.store(p, f64x2.add(d02i, d13r), 112);
  }
}

/** The last radix-2 pass. */
function lastRadix2(data: usize, n: i32): void {
  const end = data + ((<usize>n) << 5);
  for (let p = data; p < end; p += 64) {
    const a0r = v128.load(p);
    const a0i = v128.load(p, 16);
    const a1r = v128.load(p, 32);
    const a1i = v128.load(p, 48);
    v128.store(p, f64x2.add(a0r, a1r));
    v128.store(p, f64x2.add(a0i, a1i), 16);
    v128.store(p, f64x2.sub(a0r, a1r), 32);
    v128.store(p, f64x2.sub(a0i, a1i), 48);
  }
}
