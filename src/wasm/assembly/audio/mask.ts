/**
 * Turns the harmonic medians into the harmonic soft mask h^2 / (h^2 + p^2), in place; it is 1/2 where both are zero. The percussive
 * mask is 1 minus it. May read and write up to 12 bytes past the end.
 */
export function softMask(harmonic: usize, percussive: usize, count: usize): void {
  const one = f32x4.splat(1);
  const least = f32x4.splat(1.1754943508222875e-38);
  for (let i: usize = 0; i < count; i += 4) {
    const h = v128.load(harmonic + (i << 2));
    const p = v128.load(percussive + (i << 2));
    const greater = f32x4.pmax(h, p);
    const silent = f32x4.lt(greater, least);
    const divisor = v128.bitselect(one, greater, silent);
    const a = f32x4.div(h, divisor);
    const b = f32x4.div(p, divisor);
    const aa = f32x4.mul(a, a);
    const bb = f32x4.mul(b, b);
    const mask = f32x4.div(aa, f32x4.add(aa, bb));
    v128.store(harmonic + (i << 2), v128.bitselect(f32x4.splat(0.5), mask, silent));
  }
}

/** values[i] *= mask[i]. May read and write up to 12 bytes past the end. */
export function multiply(values: usize, mask: usize, count: usize): void {
  for (let i: usize = 0; i < count; i += 4) {
    v128.store(values + (i << 2), f32x4.mul(v128.load(values + (i << 2)), v128.load(mask + (i << 2))));
  }
}
