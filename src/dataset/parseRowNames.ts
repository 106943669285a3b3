import { parseRowName } from "../schema.ts";

/** Track and segment of each row; the segment is null for a whole clip. */
export interface RowNames {
  readonly track: string[];
  readonly segment: (number | null)[];
}

/**
 * `parseRowName` for all rows. The segments of one track mostly follow each other under names that differ in a number before
 * the first dash: such a row has the track of the row before, the same string.
 */
export function parseRowNames(filenames: readonly string[]): RowNames {
  const track = new Array<string>(filenames.length);
  const segment = new Array<number | null>(filenames.length);
  /** The last name from its dash on, where a segment's number stands before it. */
  let rest = "";
  for (let row = 0; row < filenames.length; row++) {
    const filename = filenames[row]!;
    const number = rest === "" ? NaN : numberBefore(rest, filename);
    if (number === number) {
      track[row] = track[row - 1]!;
      segment[row] = number;
    } else {
      const name = parseRowName(filename);
      track[row] = name.track;
      segment[row] = name.segment ?? null;
      // Of names that end in the segment's number, the first character is no digit.
      const leading = name.segment !== undefined && /^\d/.test(filename);
      rest = leading ? filename.slice(filename.indexOf("-")) : "";
    }
  }
  return { track, segment };
}

/** The number that stands before `rest` and makes up the name with it; NaN where there is no such number or a long one. */
function numberBefore(rest: string, filename: string): number {
  const digits = filename.length - rest.length;
  if (digits < 1 || digits > 9) return NaN;
  let number = 0;
  for (let at = 0; at < digits; at++) {
    const digit = filename.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return NaN;
    number = number * 10 + digit;
  }
  for (let at = 0; at < rest.length; at++) if (filename.charCodeAt(digits + at) !== rest.charCodeAt(at)) return NaN;
  return number;
}
