/**
 * Polyphase resampling by up / down. Output j is the dot product of the filter of its phase, (phase + j * down) mod up, and the `taps`
 * input samples from x[floor((phase + j * down) / up)] on. `bank`: `up` filters of `taps` float32, a multiple of 8.
 */
export function resample(x: usize, bank: usize, taps: i32, up: i32, down: i32, phase: i32, count: i32, y: usize): void {
  const leap = (<usize>taps) << 2;
  let index = 0;
  const skip = down / up;
  const rest = down % up;
  for (let j = 0; j < count; j++) {
    const h = bank + <usize>phase * leap;
    const s = x + ((<usize>index) << 2);
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    for (let k: usize = 0; k < leap; k += 32) {
      a = f32x4.add(a, f32x4.mul(v128.load(s + k), v128.load(h + k)));
      b = f32x4.add(b, f32x4.mul(v128.load(s + k, 16), v128.load(h + k, 16)));
    }
    a = f32x4.add(a, b);
    const total =
      <f64>f32x4.extract_lane(a, 0) +
      <f64>f32x4.extract_lane(a, 1) +
      (<f64>f32x4.extract_lane(a, 2) + <f64>f32x4.extract_lane(a, 3));
    store<f32>(y + ((<usize>j) << 2), <f32>total);
    index += skip;
    phase += rest;
    if (phase >= up) {
      phase -= up;
      index++;
    }
  }
}
