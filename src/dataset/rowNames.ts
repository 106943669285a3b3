import { parseRowName } from "../schema.ts";

/**
 * `parseRowName` for all rows, as they come. The segments of one track mostly follow each other under names that differ in a number
 * before the first dash: such a row has the track of the row before, the same string.
 */
export class RowNames {
  readonly track: string[] = [];
  /** Null for a whole clip. */
  readonly segment: (number | null)[] = [];
  /** The last name from its dash on, where a segment's number stands before it. */
  #rest = "";

  /** Takes the names of the next rows. */
  add(filenames: readonly string[]): void {
    const { track, segment } = this;
    for (const filename of filenames) {
      const number = this.#rest === "" ? NaN : numberBefore(this.#rest, filename);
      if (number === number) {
        track.push(track[track.length - 1]!);
        segment.push(number);
      } else {
        const name = parseRowName(filename);
        track.push(name.track);
        segment.push(name.segment ?? null);
        // Of names that end in the segment's number, the first character is no digit.
        const leading = name.segment !== undefined && /^\d/.test(filename);
        this.#rest = leading ? filename.slice(filename.indexOf("-")) : "";
      }
    }
  }
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
