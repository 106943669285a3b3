// Loss and gradient of multinomial logistic regression over a range of rows, in float64.
//
// Weights and gradients have `outputs` numbers (padded to `width`, a multiple of 4) per feature, followed by those of the intercepts.
// With `reference` there is one more class whose score is always 0: the binary case.

/** Bytes of scratch: the scores of four rows. */
export function scratchSize(width: i32): i32 {
  return width * 32;
}

/**
 * Adds the loss's gradient to `gradient` (zeroed by the caller) and returns the sum of -log(probability of the row's class). `codes`
 * has each row's class; the reference class has the number `outputs`.
 */
export function lossAndGradient(
  source: usize,
  rows: i32,
  features: i32,
  codes: usize,
  weights: usize,
  outputs: i32,
  width: i32,
  reference: bool,
  scratch: usize,
  gradient: usize,
): f64 {
  const rowBytes = (<usize>features) << 3;
  const scoreBytes = (<usize>width) << 3;
  let loss: f64 = 0;
  let row = source;
  for (let i = 0; i < rows; i += 4) {
    const count = min(4, rows - i);
    for (let r = 0; r < count; r++) {
      const scores = scratch + <usize>r * scoreBytes;
      score(row + <usize>r * rowBytes, features, weights, width, scores);
      loss += softmax(scores, outputs, reference, load<i32>(codes + ((<usize>(i + r)) << 2)), true);
    }
    // Missing rows add nothing.
    for (let r = count; r < 4; r++) memory.fill(scratch + <usize>r * scoreBytes, 0, scoreBytes);
    addGradient(row, rowBytes, count, features, width, scratch, gradient);
    row += rowBytes << 2;
  }
  return loss;
}

/** Writes the class probabilities of each row (`outputs` per row, followed by the reference class's). */
export function probabilities(
  source: usize,
  rows: i32,
  features: i32,
  weights: usize,
  outputs: i32,
  width: i32,
  reference: bool,
  scratch: usize,
  target: usize,
): void {
  const classes = outputs + <i32>reference;
  for (let i = 0; i < rows; i++) {
    score(source + ((<usize>(i * features)) << 3), features, weights, width, scratch);
    softmax(scratch, outputs, reference, -1, false);
    const out = target + ((<usize>(i * classes)) << 3);
    let rest: f64 = 1;
    for (let k = 0; k < outputs; k++) {
      const probability = load<f64>(scratch + ((<usize>k) << 3));
      store<f64>(out + ((<usize>k) << 3), probability);
      rest -= probability;
    }
    if (reference) store<f64>(out + ((<usize>outputs) << 3), rest);
  }
}

/** Adds the products of all pairs of columns (and of each with the intercept's 1) to `gram`, (features + 1) squared. */
export function addGram(source: usize, rows: i32, features: i32, gram: usize): void {
  const size = features + 1;
  for (let i = 0; i < rows; i++) {
    const row = source + ((<usize>(i * features)) << 3);
    for (let j = 0; j <= features; j++) {
      const value = j < features ? load<f64>(row + ((<usize>j) << 3)) : 1;
      const factor = f64x2.splat(value);
      const out = gram + ((<usize>(j * size)) << 3);
      let l = 0;
      for (; l + 2 <= min(j + 1, features); l += 2) {
        const at = (<usize>l) << 3;
        v128.store(out + at, f64x2.add(v128.load(out + at), f64x2.mul(factor, v128.load(row + at))));
      }
      for (; l <= j; l++) {
        const other = l < features ? load<f64>(row + ((<usize>l) << 3)) : 1;
        const at = out + ((<usize>l) << 3);
        store<f64>(at, load<f64>(at) + value * other);
      }
    }
  }
}

/** The scores of one row: its products with the weights, plus the intercepts. */
function score(row: usize, features: i32, weights: usize, width: i32, scores: usize): void {
  const stride = (<usize>width) << 3;
  const end = row + ((<usize>features) << 3);
  const intercepts = weights + <usize>features * stride;
  for (let k: usize = 0; k < stride; k += 32) {
    let low = v128.load(intercepts + k);
    let high = v128.load(intercepts + k, 16);
    let weight = weights + k;
    for (let at = row; at < end; at += 8) {
      const value = v128.load64_splat(at);
      low = f64x2.add(low, f64x2.mul(value, v128.load(weight)));
      high = f64x2.add(high, f64x2.mul(value, v128.load(weight, 16)));
      weight += stride;
    }
    v128.store(scores + k, low);
    v128.store(scores + k, high, 16);
  }
}

/**
 * Turns scores into probabilities; with `residual`, into probability minus 1 for the row's own class.
 * @returns -log of the probability of class `code` (0 if `code` is negative)
 */
function softmax(scores: usize, outputs: i32, reference: bool, code: i32, residual: bool): f64 {
  let most: f64 = reference ? 0 : -Infinity;
  for (let k = 0; k < outputs; k++) most = max(most, load<f64>(scores + ((<usize>k) << 3)));
  const own = code >= 0 && code < outputs ? load<f64>(scores + ((<usize>code) << 3)) : 0;
  const shift = f64x2.splat(most);
  for (let k = 0; k < outputs; k += 2) {
    const at = scores + ((<usize>k) << 3);
    v128.store(at, exp(f64x2.sub(v128.load(at), shift)));
  }
  let sum: f64 = reference ? f64x2.extract_lane(exp(f64x2.splat(-most)), 0) : 0;
  for (let k = 0; k < outputs; k++) sum += load<f64>(scores + ((<usize>k) << 3));
  const factor = 1 / sum;
  for (let k = 0; k < outputs; k++) {
    const at = scores + ((<usize>k) << 3);
    store<f64>(at, load<f64>(at) * factor);
  }
  if (outputs & 1) store<f64>(scores + ((<usize>outputs) << 3), 0);
  if (code < 0) return 0;
  if (residual && code < outputs) {
    const at = scores + ((<usize>code) << 3);
    store<f64>(at, load<f64>(at) - 1);
  }
  return most + Math.log(sum) - own;
}

/** exp of numbers that are at most 0: 2^n times the Taylor series of a remainder of at most ln(2) / 2 (error below 1 ulp). */
function exp(x: v128): v128 {
  const bounded = f64x2.max(x, f64x2.splat(-708));
  const n = f64x2.nearest(f64x2.mul(bounded, f64x2.splat(1.4426950408889634)));
  // ln(2) in two parts, so that the remainder is exact.
  let r = f64x2.sub(bounded, f64x2.mul(n, f64x2.splat(0.6931471803691238)));
  r = f64x2.sub(r, f64x2.mul(n, f64x2.splat(1.9082149292705877e-10)));
  let sum = f64x2.splat(1.6059043836821613e-10);
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.08767569878681e-9));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.505210838544172e-8));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.755731922398589e-7));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.7557319223985893e-6));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.48015873015873e-5));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.984126984126984e-4));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.388888888888889e-3));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(8.333333333333333e-3));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(4.1666666666666664e-2));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(0.16666666666666666));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(0.5));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1));
  // 2^n is assembled from its bits.
  const low = reinterpret<f64>((<i64>f64x2.extract_lane(n, 0) + 1023) << 52);
  const high = reinterpret<f64>((<i64>f64x2.extract_lane(n, 1) + 1023) << 52);
  return f64x2.mul(sum, f64x2.replace_lane(f64x2.splat(low), 1, high));
}

/** Adds the products of four rows' features (and 1) with their residuals. */
function addGradient(
  rows: usize,
  rowBytes: usize,
  count: i32,
  features: i32,
  width: i32,
  residuals: usize,
  gradient: usize,
): void {
  const stride = (<usize>width) << 3;
  // Missing rows have residuals of 0, so any row can stand in for them.
  const row1 = rows + (count > 1 ? rowBytes : 0);
  const row2 = rows + (count > 2 ? rowBytes << 1 : 0);
  const row3 = rows + (count > 3 ? rowBytes * 3 : 0);
  for (let k: usize = 0; k < stride; k += 16) {
    const r0 = v128.load(residuals + k);
    const r1 = v128.load(residuals + stride + k);
    const r2 = v128.load(residuals + (stride << 1) + k);
    const r3 = v128.load(residuals + stride * 3 + k);
    let out = gradient + k;
    for (let j: usize = 0; j < (<usize>features) << 3; j += 8) {
      const sum01 = f64x2.add(f64x2.mul(v128.load64_splat(rows + j), r0), f64x2.mul(v128.load64_splat(row1 + j), r1));
      const sum23 = f64x2.add(f64x2.mul(v128.load64_splat(row2 + j), r2), f64x2.mul(v128.load64_splat(row3 + j), r3));
      v128.store(out, f64x2.add(v128.load(out), f64x2.add(sum01, sum23)));
      out += stride;
    }
    v128.store(out, f64x2.add(v128.load(out), f64x2.add(f64x2.add(r0, r1), f64x2.add(r2, r3))));
  }
}
