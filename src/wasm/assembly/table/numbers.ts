import { readNumber } from "./decimals";

const COMMA: u32 = 44;

/**
 * Scans up to `count` numbers with commas between them from `start` into `values`. Stops before a field that is declined
 * and at a line's end.
 * @param endAt gets the address where the last field scanned has ended, at the comma or line end behind it
 * @returns how many were scanned; all are finite
 */
export function scanNumbers(start: usize, count: i32, values: usize, endAt: usize): i32 {
  let begin = start;
  let end = start;
  for (let scanned = 0; scanned < count; scanned++) {
    const length = readNumber(begin, values);
    if (length === 0) {
      store<u32>(endAt, <u32>end);
      return scanned;
    }
    end = begin + length;
    values += 8;
    if (<u32>load<u8>(end) !== COMMA) {
      store<u32>(endAt, <u32>end);
      return scanned + 1;
    }
    begin = end + 1;
  }
  store<u32>(endAt, <u32>end);
  return count;
}
