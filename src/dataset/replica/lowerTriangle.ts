/**
 * Multiplies a lower triangular matrix, stored row by row without its zeros, with a vector.
 * @param out takes the product, from its beginning; must not be `x`
 */
export function multiplyLower(triangle: Float64Array, x: Float64Array, out: Float64Array): void {
  for (let row = 0, at = 0; row < x.length; row++) {
    let sum = 0;
    for (let column = 0; column <= row; column++) sum += triangle[at++]! * x[column]!;
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
