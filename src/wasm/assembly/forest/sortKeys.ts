// A node's rows in the order of a feature. A key has a row's code in its high bits and its payload, what a split has to know about the
// row, in the low ones. All codes of a column differ, so the order of keys is unique.

/** Up to this many keys, counting the smaller ones is the fastest sort. */
const FEW: i32 = 96;

const FEW_BYTES: usize = (<usize>FEW) << 2;

/** Bytes of scratch needed to sort the keys of `rows` rows. */
export function sortScratch(rows: i32): usize {
  // One payload beyond the last: the place after a bitmap's last bit is read, but not used.
  return 2 * FEW_BYTES + bitmapBytes(rows) + summaryBytes(rows) + (<usize>rows + 65) * 4;
}

function bitmapBytes(rows: i32): usize {
  return (<usize>(rows + 63) >> 6) << 3;
}

function summaryBytes(rows: i32): usize {
  return (<usize>(rows + 4095) >> 12) << 3;
}

// Few keys before they are sorted, followed by their places; room for payloads by code, and for one bit per code, always left 0.
let unsorted: usize = 0;
let payloadsAt: usize = 0;
let bitmap: usize = 0;
let summary: usize = 0;
let summaryEnd: usize = 0;

/** Lays out the scratch for columns of `rows` rows. */
export function prepareSorting(rows: i32, scratch: usize): void {
  unsorted = scratch;
  bitmap = unsorted + 2 * FEW_BYTES;
  summary = bitmap + bitmapBytes(rows);
  summaryEnd = summary + summaryBytes(rows);
  payloadsAt = summaryEnd;
  memory.fill(bitmap, 0, summaryEnd - bitmap);
}

/**
 * Writes the sorted keys of the rows at `rows` (`size` pairs of a row and its payload, u32 each) to `keys`: a row's code, which is
 * `stride` bytes after the previous row's, from `codes` on, then its payload of `payloadBits` bits. `keys` has room for one extra key.
 */
export function sortKeys<K, C>(codes: usize, stride: usize, rows: usize, size: i32, payloadBits: u32, keys: usize): void {
  if (size > FEW) return sortByBitmap<K, C>(codes, stride, rows, size, payloadBits, keys);
  let target = sizeof<K>() === 4 ? unsorted : keys;
  const end = rows + ((<usize>size) << 3);
  for (let at = rows; at < end; at += 8) {
    const code = <u32>load<C>(codes + (<usize>load<u32>(at)) * stride);
    store<K>(target, <K>(((<K>code) << (<K>payloadBits)) | (<K>load<u32>(at, 4))));
    target += sizeof<K>();
  }
  if (sizeof<K>() === 4) sortByCounting(size, keys);
  else sortByInsertion<K>(keys, size);
}

/** Each key's place is the number of keys below it. Keys are below 2^31. */
function sortByCounting(size: i32, keys: usize): void {
  const end = unsorted + ((<usize>size) << 2);
  for (let group = unsorted; group < end; group += 32) {
    // What follows the last key is counted too, but ignored.
    const a = v128.load(group);
    const b = v128.load(group, 16);
    let belowA = i32x4.splat(0);
    let belowB = i32x4.splat(0);
    for (let at = unsorted; at < end; at += 4) {
      const key = v128.load32_splat(at);
      // A comparison gives -1 if it is true.
      belowA = i32x4.sub(belowA, i32x4.gt_s(a, key));
      belowB = i32x4.sub(belowB, i32x4.gt_s(b, key));
    }
    v128.store(group + FEW_BYTES, belowA);
    v128.store(group + FEW_BYTES, belowB, 16);
  }
  for (let at = unsorted; at < end; at += 4) {
    store<u32>(keys + ((<usize>load<u32>(at + FEW_BYTES)) << 2), load<u32>(at));
  }
}

function sortByInsertion<K>(keys: usize, size: i32): void {
  const end = keys + <usize>size * sizeof<K>();
  for (let at = keys + sizeof<K>(); at < end; at += sizeof<K>()) {
    const key = load<K>(at);
    let place = at;
    while (place > keys) {
      const before = load<K>(place - sizeof<K>());
      if (before <= key) break;
      store<K>(place, before);
      place -= sizeof<K>();
    }
    store<K>(place, key);
  }
}

/** Marks each code in a bitmap and reads the bits in order; a second bitmap says which words of the first are not 0. */
function sortByBitmap<K, C>(codes: usize, stride: usize, rows: usize, size: i32, payloadBits: u32, keys: usize): void {
  const end = rows + ((<usize>size) << 3);
  for (let at = rows; at < end; at += 8) {
    const code = <u32>load<C>(codes + (<usize>load<u32>(at)) * stride);
    store<u32>(payloadsAt + ((<usize>code) << 2), load<u32>(at, 4));
    const word = bitmap + ((<usize>(code >> 6)) << 3);
    store<u64>(word, load<u64>(word) | ((<u64>1) << (<u64>(code & 63))));
    const top = summary + ((<usize>(code >> 12)) << 3);
    store<u64>(top, load<u64>(top) | ((<u64>1) << (<u64>((code >> 6) & 63))));
  }
  let target = keys;
  for (let top = summary; top < summaryEnd; top += 8) {
    let words = load<u64>(top);
    if (words === 0) continue;
    store<u64>(top, 0);
    const firstWord = (top - summary) << 3;
    do {
      const number = firstWord + <usize>ctz(words);
      words &= words - 1;
      const word = bitmap + (number << 3);
      let bits = load<u64>(word);
      store<u64>(word, 0);
      const behind = target + <usize>popcnt(bits) * sizeof<K>();
      const firstCode = number << 6;
      // Stores two keys without checking whether there is a second one: the next key overwrites an excess one.
      storeKey<K>(target, firstCode + <usize>ctz(bits), payloadBits);
      bits &= bits - 1;
      storeKey<K>(target + sizeof<K>(), firstCode + <usize>ctz(bits), payloadBits);
      for (target += 2 * sizeof<K>(); target < behind; target += sizeof<K>()) {
        bits &= bits - 1;
        storeKey<K>(target, firstCode + <usize>ctz(bits), payloadBits);
      }
      target = behind;
    } while (words !== 0);
  }
}

// @ts-ignore: decorator
@inline
function storeKey<K>(target: usize, code: usize, payloadBits: u32): void {
  store<K>(target, <K>(((<K>code) << (<K>payloadBits)) | (<K>load<u32>(payloadsAt + (code << 2)))));
}
