/**
 * A field of a CSV (RFC 4180), in quotes where it needs them: where it holds a comma, a quote or a line end, or begins or ends with a space.
 * @example
 * import { csvField } from "../src/ground/index.ts";
 * ["Folk", 'live, 7"'].map(csvField).join(); // => 'Folk,"live, 7"""'
 */
export function csvField(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
