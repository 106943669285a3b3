/**
 * Jupyter counts a cell's characters in Unicode code points, JavaScript in UTF-16 code units: a character beyond the Basic Multilingual
 * Plane (an emoji) is one of the former and two of the latter.
 */
export function toCodeUnits(text: string, codePoints: number): number {
  let units = 0;
  for (let point = 0; point < codePoints && units < text.length; point++) {
    units += text.codePointAt(units)! > 0xffff ? 2 : 1;
  }
  return units;
}

/** The number of code points in the first `codeUnits` of a text. */
export function toCodePoints(text: string, codeUnits: number): number {
  let points = 0;
  for (let unit = 0; unit < codeUnits && unit < text.length; points++) {
    unit += text.codePointAt(unit)! > 0xffff ? 2 : 1;
  }
  return points;
}
