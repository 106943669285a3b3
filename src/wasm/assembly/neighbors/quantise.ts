/**
 * Centres and rotates `rows` x `features` float64 rows at `source`, multiplies them by `scale`, and stores them as `width` i16 per row
 * at `target`, with no absolute value above `largest`. `axes` has one principal axis per row; `centred` is room for one row.
 */
export function quantise(
  source: usize,
  rows: i32,
  features: i32,
  mean: usize,
  axes: usize,
  scale: f64,
  largest: i32,
  centred: usize,
  target: usize,
  width: i32,
): void {
  for (let i = 0; i < rows; i++) {
    const row = source + ((<usize>i * features) << 3);
    for (let j = 0; j < features; j++) {
      store<f64>(centred + ((<usize>j) << 3), load<f64>(row + ((<usize>j) << 3)) - load<f64>(mean + ((<usize>j) << 3)));
    }
    const out = target + ((<usize>i * width) << 1);
    const even = features & ~1;
    for (let c = 0; c < features; c++) {
      const axis = axes + ((<usize>c * features) << 3);
      let sum = f64x2.splat(0);
      for (let j = 0; j < even; j += 2) {
        const at = (<usize>j) << 3;
        sum = f64x2.add(sum, f64x2.mul(v128.load(axis + at), v128.load(centred + at)));
      }
      let total = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
      if (even < features) {
        const at = (<usize>even) << 3;
        total += load<f64>(axis + at) * load<f64>(centred + at);
      }
      const bounded = min(max(total * scale, -(<f64>largest)), <f64>largest);
      store<i16>(out + ((<usize>c) << 1), <i16>(<i32>nearest(bounded)));
    }
    for (let c = features; c < width; c++) store<i16>(out + ((<usize>c) << 1), 0);
  }
}
