@inline
function sum(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

/**
 * Applies `filters` filters to the powers (squared magnitudes) of each row: out[t][f] = sum over k of filter[f][k] * m[t][k]^2. A
 * filter has `stride` float32, a multiple of 4 and at least `bins`, with zeros in the excess; `filters` is a multiple of 4. The matrix
 * may be read up to 12 bytes past its end, where there must be finite numbers.
 */
export function filterPower(matrix: usize, rows: i32, bins: i32, filterBank: usize, filters: i32, stride: i32, out: usize): void {
  const row = <usize>bins << 2;
  const leap = <usize>stride << 2;
  for (let t = 0; t < rows; t++) {
    const m = matrix + <usize>t * row;
    for (let f = 0; f < filters; f += 4) {
      const f0 = filterBank + <usize>f * leap;
      const f1 = f0 + leap;
      const f2 = f1 + leap;
      const f3 = f2 + leap;
      let s0 = f32x4.splat(0);
      let s1 = f32x4.splat(0);
      let s2 = f32x4.splat(0);
      let s3 = f32x4.splat(0);
      for (let k: usize = 0; k < leap; k += 16) {
        const value = v128.load(m + k);
        const power = f32x4.mul(value, value);
        s0 = f32x4.add(s0, f32x4.mul(power, v128.load(f0 + k)));
        s1 = f32x4.add(s1, f32x4.mul(power, v128.load(f1 + k)));
        s2 = f32x4.add(s2, f32x4.mul(power, v128.load(f2 + k)));
        s3 = f32x4.add(s3, f32x4.mul(power, v128.load(f3 + k)));
      }
      const o = out + (<usize>(t * filters + f) << 2);
      store<f32>(o, sum(s0));
      store<f32>(o, sum(s1), 4);
      store<f32>(o, sum(s2), 8);
      store<f32>(o, sum(s3), 12);
    }
  }
}
