/**
 * Complex Fourier transforms of four signals at once: a complex number is 32 bytes, four real parts followed by four imaginary ones.
 * The sign of the exponent is plus (the inverse transform, not divided by n).
 *
 * Stockham's algorithm: each pass goes from one buffer to the other and leaves the result in natural order.
 */

/** One pass with radix 4: n is the length still to be split, s the number of transforms side by side. */
@inline
function pass4(x: usize, y: usize, n: i32, s: i32, twiddles: usize): void {
  const quarter = (<usize>((n >> 2) * s)) << 5;
  const step = (<usize>s) << 5;
  let w = twiddles;
  let from = x;
  let to = y;
  for (let p = 0; p < n >> 2; p++) {
    const w1r = v128.load32_splat(w);
    const w1i = v128.load32_splat(w, 4);
    const w2r = v128.load32_splat(w, 8);
    const w2i = v128.load32_splat(w, 12);
    const w3r = v128.load32_splat(w, 16);
    const w3i = v128.load32_splat(w, 20);
    w += 24;
    for (const end = from + step; from < end; from += 32, to += 32) {
      const ar = v128.load(from);
      const ai = v128.load(from, 16);
      const br = v128.load(from + quarter);
      const bi = v128.load(from + quarter, 16);
      const cr = v128.load(from + 2 * quarter);
      const ci = v128.load(from + 2 * quarter, 16);
      const dr = v128.load(from + 3 * quarter);
      const di = v128.load(from + 3 * quarter, 16);
      const apcr = f32x4.add(ar, cr);
      const apci = f32x4.add(ai, ci);
      const amcr = f32x4.sub(ar, cr);
      const amci = f32x4.sub(ai, ci);
      const bpdr = f32x4.add(br, dr);
      const bpdi = f32x4.add(bi, di);
      // j (b - d)
      const bmdr = f32x4.sub(di, bi);
      const bmdi = f32x4.sub(br, dr);
      v128.store(to, f32x4.add(apcr, bpdr));
      v128.store(to, f32x4.add(apci, bpdi), 16);
      storeProduct(to + step, f32x4.add(amcr, bmdr), f32x4.add(amci, bmdi), w1r, w1i);
      storeProduct(to + 2 * step, f32x4.sub(apcr, bpdr), f32x4.sub(apci, bpdi), w2r, w2i);
      storeProduct(to + 3 * step, f32x4.sub(amcr, bmdr), f32x4.sub(amci, bmdi), w3r, w3i);
    }
    to += 3 * step;
  }
}

/** The first pass with radix 3 (one transform of length n). */
@inline
function pass3(x: usize, y: usize, n: i32, twiddles: usize): void {
  const third = (<usize>(n / 3)) << 5;
  const half = f32x4.splat(0.5);
  const sine = f32x4.splat(0.8660254037844386);
  let w = twiddles;
  let to = y;
  for (const end = x + third; x < end; x += 32) {
    const ar = v128.load(x);
    const ai = v128.load(x, 16);
    const br = v128.load(x + third);
    const bi = v128.load(x + third, 16);
    const cr = v128.load(x + 2 * third);
    const ci = v128.load(x + 2 * third, 16);
    const sr = f32x4.add(br, cr);
    const si = f32x4.add(bi, ci);
    const mr = f32x4.sub(ar, f32x4.mul(half, sr));
    const mi = f32x4.sub(ai, f32x4.mul(half, si));
    // j sin(60 degrees) (b - c)
    const dr = f32x4.mul(sine, f32x4.sub(ci, bi));
    const di = f32x4.mul(sine, f32x4.sub(br, cr));
    v128.store(to, f32x4.add(ar, sr));
    v128.store(to, f32x4.add(ai, si), 16);
    storeProduct(to + 32, f32x4.add(mr, dr), f32x4.add(mi, di), v128.load32_splat(w), v128.load32_splat(w, 4));
    storeProduct(to + 64, f32x4.sub(mr, dr), f32x4.sub(mi, di), v128.load32_splat(w, 8), v128.load32_splat(w, 12));
    w += 16;
    to += 96;
  }
}

/** The last pass with radix 2 of a transform of length n. */
@inline
function pass2(x: usize, y: usize, n: i32): void {
  const half = (<usize>n) << 4;
  for (const end = x + half; x < end; x += 16, y += 16) {
    const a = v128.load(x);
    const b = v128.load(x + half);
    v128.store(y, f32x4.add(a, b));
    v128.store(y + half, f32x4.sub(a, b));
  }
}

@inline
function storeProduct(to: usize, re: v128, im: v128, wr: v128, wi: v128): void {
  v128.store(to, f32x4.sub(f32x4.mul(re, wr), f32x4.mul(im, wi)));
  v128.store(to, f32x4.add(f32x4.mul(re, wi), f32x4.mul(im, wr)), 16);
}

/** The bytes of twiddles for a radix-4 pass of length n: three complex numbers for each of its n / 4 butterflies. */
@inline
function twiddleBytes(n: i32): usize {
  return <usize>(n >> 2) * 24;
}

/** Length 96 = 3 x 4 x 4 x 2, in place; `other` is a second buffer. */
export function fft96(data: usize, other: usize, twiddles: usize): void {
  pass3(data, other, 96, twiddles);
  twiddles += 32 * 16;
  pass4(other, data, 32, 3, twiddles);
  twiddles += twiddleBytes(32);
  pass4(data, other, 8, 12, twiddles);
  pass2(other, data, 96);
}

/** Length 256 = 4 x 4 x 4 x 4, in place; `other` is a second buffer. */
export function fft256(data: usize, other: usize, twiddles: usize): void {
  pass4(data, other, 256, 1, twiddles);
  twiddles += twiddleBytes(256);
  pass4(other, data, 64, 4, twiddles);
  twiddles += twiddleBytes(64);
  pass4(data, other, 16, 16, twiddles);
  twiddles += twiddleBytes(16);
  pass4(other, data, 4, 64, twiddles);
}
