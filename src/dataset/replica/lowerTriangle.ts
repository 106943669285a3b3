/**
 * Multiplies a lower triangular matrix, stored row by row without its zeros, by a vector.
 * @param out receives the product, from its start; must not be `x`
 */
export function multiplyLower(triangle: Float64Array, x: Float64Array, out: Float64Array): void {
  const size = x.length;
  let row = 0;
  let at = 0;
  // Two rows at a time, because their sums don't depend on each other.
  for (; row + 1 < size; row += 2) {
    const below = at + row + 1;
    let sum = 0;
    let sumBelow = 0;
    for (let column = 0; column <= row; column++) {
      sum += triangle[at + column]! * x[column]!;
      sumBelow += triangle[below + column]! * x[column]!;
    }
    out[row] = sum;
    out[row + 1] = sumBelow + triangle[below + row + 1]! * x[row + 1]!;
    at = below + row + 2;
  }
  if (row < size) {
    let sum = 0;
    for (let column = 0; column <= row; column++) sum += triangle[at + column]! * x[column]!;
    out[row] = sum;
  }
}

/** Solves `triangle * x = b` for a lower triangular matrix stored row by row without its zeros. */
export function solveLower(triangle: ArrayLike<number>, b: Float64Array): Float64Array {
  const x = new Float64Array(b.length);
  for (let row = 0, at = 0; row < b.length; row++, at++) {
    let sum = b[row]!;
    for (let column = 0; column < row; column++) sum -= triangle[at++]! * x[column]!;
    x[row] = sum / triangle[at]!;
  }
  return x;
}
