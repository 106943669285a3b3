/**
 * Matrix product C = A B in float32, 4 rows by 8 columns at a time.
 *
 * A has `rows` rows (a multiple of 4) of `depth` numbers. A row starts `aStride` bytes after the previous one, which may be less than
 * its length: overlapping rows make a convolution. B is stored in panels of 8 columns: for each panel `depth` rows of 8 numbers. Row r,
 * panel p of C is written to c + r * cStride + p * panelStride.
 */
export function product(
  a: usize,
  aStride: usize,
  rows: i32,
  depth: i32,
  b: usize,
  panels: i32,
  c: usize,
  cStride: usize,
  panelStride: usize,
): void {
  const panelBytes = (<usize>depth) << 5;
  for (let p = 0; p < panels; p++) {
    const panel = b + <usize>p * panelBytes;
    const end = panel + panelBytes;
    const column = c + <usize>p * panelStride;
    for (let r = 0; r < rows; r += 4) {
      let a0 = a + <usize>r * aStride;
      let a1 = a0 + aStride;
      let a2 = a1 + aStride;
      let a3 = a2 + aStride;
      let c00 = f32x4.splat(0);
      let c01 = c00;
      let c10 = c00;
      let c11 = c00;
      let c20 = c00;
      let c21 = c00;
      let c30 = c00;
      let c31 = c00;
      for (let row = panel; row < end; row += 32) {
        const b0 = v128.load(row);
        const b1 = v128.load(row, 16);
        const x0 = v128.load32_splat(a0);
        c00 = f32x4.add(c00, f32x4.mul(x0, b0));
        c01 = f32x4.add(c01, f32x4.mul(x0, b1));
        const x1 = v128.load32_splat(a1);
        c10 = f32x4.add(c10, f32x4.mul(x1, b0));
        c11 = f32x4.add(c11, f32x4.mul(x1, b1));
        const x2 = v128.load32_splat(a2);
        c20 = f32x4.add(c20, f32x4.mul(x2, b0));
        c21 = f32x4.add(c21, f32x4.mul(x2, b1));
        const x3 = v128.load32_splat(a3);
        c30 = f32x4.add(c30, f32x4.mul(x3, b0));
        c31 = f32x4.add(c31, f32x4.mul(x3, b1));
        a0 += 4;
        a1 += 4;
        a2 += 4;
        a3 += 4;
      }
      let out = column + <usize>r * cStride;
      v128.store(out, c00);
      v128.store(out, c01, 16);
      out += cStride;
      v128.store(out, c10);
      v128.store(out, c11, 16);
      out += cStride;
      v128.store(out, c20);
      v128.store(out, c21, 16);
      out += cStride;
      v128.store(out, c30);
      v128.store(out, c31, 16);
    }
  }
}
