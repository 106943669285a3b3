/**
 * Exact running medians of 31 values, four signals at once (one per lane of a float32 vector).
 *
 * Sixteen adjacent windows share 16 values. A network sorts these once; then the windows are split into halves, repeatedly, each time
 * merging in the values the half has in common and keeping only the ranks that can still become the median: 9 vector operations per
 * median (the forgetful selection of hierarchical sorting networks, after Adams, "Fast median filters using separable sorting
 * networks", 2021).
 */

const KERNEL = 31;
const HALF = 15;

// 16 bytes per value: the shared values at each level, then the values merged in.
const CORE: usize = memory.data(16 * 16, 16);
const EIGHT: usize = memory.data(8 * 16, 16);
const FOUR: usize = memory.data(4 * 16, 16);
const TWO: usize = memory.data(2 * 16, 16);
const NEWCOMERS: usize = memory.data(8 * 16, 16);

/** Orders two values: the smaller one goes to `a`. */
@inline
function order(base: usize, a: usize, b: usize): void {
  const x = v128.load(base + (a << 4));
  const y = v128.load(base + (b << 4));
  v128.store(base + (a << 4), f32x4.pmin(x, y));
  v128.store(base + (b << 4), f32x4.pmax(x, y));
}

@inline
function copy(to: usize, from: usize, count: usize): void {
  for (let i: usize = 0; i < count; i++) v128.store(to + (i << 4), v128.load(from + (i << 4)));
}

/** Batcher-like network of 60 comparators (Green): sorts 16 values. */
function sort16(p: usize): void {
  order(p, 0, 1); order(p, 2, 3); order(p, 4, 5); order(p, 6, 7); order(p, 8, 9); order(p, 10, 11); order(p, 12, 13); order(p, 14, 15);
  order(p, 0, 2); order(p, 1, 3); order(p, 4, 6); order(p, 5, 7); order(p, 8, 10); order(p, 9, 11); order(p, 12, 14); order(p, 13, 15);
  order(p, 0, 4); order(p, 1, 5); order(p, 2, 6); order(p, 3, 7); order(p, 8, 12); order(p, 9, 13); order(p, 10, 14); order(p, 11, 15);
  order(p, 0, 8); order(p, 1, 9); order(p, 2, 10); order(p, 3, 11); order(p, 4, 12); order(p, 5, 13); order(p, 6, 14); order(p, 7, 15);
  order(p, 5, 10); order(p, 6, 9); order(p, 3, 12); order(p, 13, 14); order(p, 4, 8); order(p, 7, 11); order(p, 1, 2);
  order(p, 1, 4); order(p, 7, 13); order(p, 2, 8); order(p, 11, 14);
  order(p, 2, 4); order(p, 5, 6); order(p, 9, 10); order(p, 11, 13); order(p, 3, 8); order(p, 7, 12);
  order(p, 6, 8); order(p, 10, 12); order(p, 3, 5); order(p, 7, 9);
  order(p, 3, 4); order(p, 5, 6); order(p, 7, 8); order(p, 9, 10); order(p, 11, 12);
  order(p, 6, 7); order(p, 8, 9);
}

/** Network of 19 comparators: sorts 8 values. */
function sort8(p: usize): void {
  order(p, 0, 2); order(p, 1, 3); order(p, 4, 6); order(p, 5, 7);
  order(p, 0, 4); order(p, 1, 5); order(p, 2, 6); order(p, 3, 7);
  order(p, 0, 1); order(p, 2, 3); order(p, 4, 5); order(p, 6, 7);
  order(p, 2, 4); order(p, 3, 5);
  order(p, 1, 4); order(p, 3, 6);
  order(p, 1, 2); order(p, 3, 4); order(p, 5, 6);
}

@inline
function sort4(p: usize): void {
  order(p, 0, 1); order(p, 2, 3);
  order(p, 0, 2); order(p, 1, 3);
  order(p, 1, 2);
}

/** Sorts a sequence of 8 that first rises and then falls, or the reverse. */
@inline
function sortBitonic8(p: usize): void {
  order(p, 0, 4); order(p, 1, 5); order(p, 2, 6); order(p, 3, 7);
  order(p, 0, 2); order(p, 1, 3); order(p, 4, 6); order(p, 5, 7);
  order(p, 0, 1); order(p, 2, 3); order(p, 4, 5); order(p, 6, 7);
}

@inline
function sortBitonic4(p: usize): void {
  order(p, 0, 2); order(p, 1, 3);
  order(p, 0, 1); order(p, 2, 3);
}

/** out[i] = the larger of kept[i] and newcomers[n - 1 - i], for the lower n of the kept: drops the n smallest of all. */
@inline
function dropLeast(out: usize, kept: usize, newcomers: usize, n: usize): void {
  for (let i: usize = 0; i < n; i++) {
    const a = v128.load(kept + (i << 4));
    const b = v128.load(newcomers + ((n - 1 - i) << 4));
    v128.store(out + (i << 4), f32x4.pmax(a, b));
  }
}

/** out[i] = the smaller of out[i] and kept[2n - 1 - i], for the upper n of the kept: drops the n largest of all. */
@inline
function dropGreatest(out: usize, kept: usize, n: usize): void {
  for (let i: usize = 0; i < n; i++) {
    const a = v128.load(out + (i << 4));
    const b = v128.load(kept + ((2 * n - 1 - i) << 4));
    v128.store(out + (i << 4), f32x4.pmin(a, b));
  }
}

/** The middle 8, in order, of the 16 core values and 8 newcomers. */
function toEight(newcomers: usize): void {
  copy(NEWCOMERS, newcomers, 8);
  sort8(NEWCOMERS);
  dropLeast(EIGHT, CORE, NEWCOMERS, 8);
  sortBitonic8(EIGHT);
  dropGreatest(EIGHT, CORE, 8);
  sortBitonic8(EIGHT);
}

/** The middle 4, in order, of the 8 and 4 newcomers. */
function toFour(newcomers: usize): void {
  copy(NEWCOMERS, newcomers, 4);
  sort4(NEWCOMERS);
  dropLeast(FOUR, EIGHT, NEWCOMERS, 4);
  sortBitonic4(FOUR);
  dropGreatest(FOUR, EIGHT, 4);
  sortBitonic4(FOUR);
}

/** The middle 2, in order, of the 4 and 2 newcomers. */
@inline
function toTwo(newcomers: usize): void {
  copy(NEWCOMERS, newcomers, 2);
  order(NEWCOMERS, 0, 1);
  dropLeast(TWO, FOUR, NEWCOMERS, 2);
  order(TWO, 0, 1);
  dropGreatest(TWO, FOUR, 2);
  order(TWO, 0, 1);
}

/** The median of the 2 and the last newcomer. */
@inline
function median(out: usize, newcomer: usize): void {
  const lower = f32x4.pmax(v128.load(newcomer), v128.load(TWO));
  v128.store(out, f32x4.pmin(lower, v128.load(TWO, 16)));
}

/**
 * Medians of `count` windows; window i covers values i .. i + 30 of `x` (vectors of four lanes). Reads and writes up to the next
 * multiple of 16 windows.
 */
function medians(x: usize, count: usize, out: usize): void {
  for (let i: usize = 0; i < count; i += 16) {
    const p = x + (i << 4);
    copy(CORE, p + (15 << 4), 16);
    sort16(CORE);
    for (let eight: usize = 0; eight < 16; eight += 8) {
      toEight(p + ((eight === 0 ? 7 : 31) << 4));
      for (let four = eight; four < eight + 8; four += 4) {
        toFour(p + ((four === eight ? four + 3 : four + 27) << 4));
        for (let two = four; two < four + 4; two += 2) {
          toTwo(p + ((two === four ? two + 1 : two + 29) << 4));
          median(out + ((i + two) << 4), p + (two << 4));
          median(out + ((i + two + 1) << 4), p + ((two + 31) << 4));
        }
      }
    }
  }
}

/** Index i of a sequence of n continued by reflection about its ends: d c b a | a b c d | d c b a. */
@inline
function reflect(i: i32, n: i32): i32 {
  const period = 2 * n;
  let j = i % period;
  if (j < 0) j += period;
  return j < n ? j : period - 1 - j;
}

/**
 * Running median over time (over rows) for the rows from..to-1 of a matrix of `rows` rows, into `out` (to - from rows). `bins` >= 4.
 * `work`: 2 * (to - from + 64) vectors.
 */
export function medianTime(matrix: usize, rows: i32, bins: i32, from: i32, to: i32, work: usize, out: usize): void {
  const row = <usize>bins << 2;
  const count = to - from;
  const results = work + (<usize>(count + 64) << 4);
  for (let next = 0; next < bins; next += 4) {
    // The last group overlaps the previous one, so that no lane lies outside the row.
    const column = <usize>min(next, bins - 4) << 2;
    for (let i = 0; i < count + KERNEL - 1; i++) {
      const t = from + i - HALF;
      const source = t >= 0 && t < rows ? t : reflect(t, rows);
      v128.store(work + (<usize>i << 4), v128.load(matrix + <usize>source * row + column));
    }
    medians(work, count, results);
    for (let i = 0; i < count; i++) {
      v128.store(out + <usize>i * row + column, v128.load(results + (<usize>i << 4)));
    }
  }
}

/** Loads column `k` of four rows as one vector. */
@inline
function gather(r0: usize, r1: usize, r2: usize, r3: usize, k: usize): v128 {
  let v = v128.load32_zero(r0 + k);
  v = v128.load32_lane(r1 + k, v, 1);
  v = v128.load32_lane(r2 + k, v, 2);
  return v128.load32_lane(r3 + k, v, 3);
}

/**
 * Running median over frequency (within each row) of a matrix of `rows` rows, into `out`. `bins` >= 16. `work`: 2 * (bins + 64)
 * vectors.
 */
export function medianFrequency(matrix: usize, rows: i32, bins: i32, work: usize, out: usize): void {
  const row = <usize>bins << 2;
  const results = work + (<usize>(bins + 64) << 4);
  for (let next = 0; next < rows; next += 4) {
    // With fewer than four rows left, the last one fills the lanes.
    const r0 = <usize>next * row;
    const r1 = <usize>min(next + 1, rows - 1) * row;
    const r2 = <usize>min(next + 2, rows - 1) * row;
    const r3 = <usize>min(next + 3, rows - 1) * row;
    for (let k = 0; k < bins; k++) {
      const v = gather(matrix + r0, matrix + r1, matrix + r2, matrix + r3, <usize>k << 2);
      v128.store(work + (<usize>(k + HALF) << 4), v);
    }
    for (let k = 0; k < HALF; k++) {
      v128.store(work + (<usize>(HALF - 1 - k) << 4), v128.load(work + (<usize>(HALF + k) << 4)));
      v128.store(work + (<usize>(HALF + bins + k) << 4), v128.load(work + (<usize>(HALF + bins - 1 - k) << 4)));
    }
    medians(work, bins, results);
    for (let k = 0; k < bins; k++) {
      const v = v128.load(results + (<usize>k << 4));
      const p = out + (<usize>k << 2);
      v128.store32_lane(p + r3, v, 3);
      v128.store32_lane(p + r2, v, 2);
      v128.store32_lane(p + r1, v, 1);
      v128.store32_lane(p + r0, v, 0);
    }
  }
}
