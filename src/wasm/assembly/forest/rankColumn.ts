const DIGIT: u64 = 11;
const BUCKETS: i32 = 2048;
const SIGN: u64 = 0x8000000000000000;

/**
 * Sorts a column of `rows` numbers at `values` in place (a stable radix sort; -0 becomes 0). Assigns each row the place of its number,
 * so that all codes of a column differ: to `codes`, contiguously, and to `rowCodes`, `features` places apart; u16 each, or u32 with
 * more than 65,536 rows. `scratch` is room for 16 bytes per row and 8192 more.
 * @returns the number of distinct numbers
 */
export function rankColumn(
  rows: i32,
  features: i32,
  values: usize,
  codes: usize,
  rowCodes: usize,
  scratch: usize,
): i32 {
  let keys = values;
  let otherKeys = scratch;
  let order = otherKeys + ((<usize>rows) << 3);
  let otherOrder = order + ((<usize>rows) << 2);
  const counters = otherOrder + ((<usize>rows) << 2);
  for (let i = 0; i < rows; i++) {
    // The bits of floats sort like integers once those of negative ones are inverted.
    const at = keys + ((<usize>i) << 3);
    const bits = reinterpret<u64>(load<f64>(at) + 0);
    store<u64>(at, bits ^ ((<u64>((<i64>bits) >> 63)) | SIGN));
    store<u32>(order + ((<usize>i) << 2), i);
  }
  // Six passes: an even number, so that the keys end where they started.
  for (let shift: u64 = 0; shift < 64; shift += DIGIT) {
    memory.fill(counters, 0, BUCKETS << 2);
    for (let i = 0; i < rows; i++) {
      const at = bucketOf(counters, load<u64>(keys + ((<usize>i) << 3)), shift);
      store<u32>(at, load<u32>(at) + 1);
    }
    countsToPlaces(counters);
    for (let i = 0; i < rows; i++) {
      const key = load<u64>(keys + ((<usize>i) << 3));
      const at = bucketOf(counters, key, shift);
      const place = load<u32>(at);
      store<u32>(at, place + 1);
      store<u64>(otherKeys + ((<usize>place) << 3), key);
      store<u32>(otherOrder + ((<usize>place) << 2), load<u32>(order + ((<usize>i) << 2)));
    }
    const swappedKeys = keys;
    keys = otherKeys;
    otherKeys = swappedKeys;
    const swappedOrder = order;
    order = otherOrder;
    otherOrder = swappedOrder;
  }
  if (codesAreShort(rows)) storeCodes<u16>(order, rows, features, codes, rowCodes);
  else storeCodes<u32>(order, rows, features, codes, rowCodes);
  let distinct = 0;
  let previous: u64 = 0;
  for (let i = 0; i < rows; i++) {
    const at = keys + ((<usize>i) << 3);
    const key = load<u64>(at);
    if (i === 0 || key !== previous) distinct++;
    previous = key;
    store<u64>(at, key ^ ((<u64>((<i64>~key) >> 63)) | SIGN));
  }
  return distinct;
}

/** Whether codes of this many rows are u16. */
export function codesAreShort(rows: i32): bool {
  return rows <= 65536;
}

function storeCodes<C>(order: usize, rows: i32, features: i32, codes: usize, rowCodes: usize): void {
  for (let i = 0; i < rows; i++) {
    const row = <usize>load<u32>(order + ((<usize>i) << 2));
    store<C>(codes + row * sizeof<C>(), <C>i);
    store<C>(rowCodes + row * features * sizeof<C>(), <C>i);
  }
}

function bucketOf(counters: usize, key: u64, shift: u64): usize {
  return counters + ((<usize>((key >> shift) & (BUCKETS - 1))) << 2);
}

/** Turns counts into the places where the buckets start. */
function countsToPlaces(counters: usize): void {
  let total: u32 = 0;
  for (let b = 0; b < BUCKETS; b++) {
    const at = counters + ((<usize>b) << 2);
    const count = load<u32>(at);
    store<u32>(at, total);
    total += count;
  }
}
