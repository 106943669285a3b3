/**
 * A CSV field (RFC 4180), quoted if it needs to be: if it contains a comma, a quote or a line end, or starts or ends with a space.
 * @example
 * import { csvField } from "../src/ground/index.ts";
 * ["Folk", 'live, 7"'].map(csvField).join(); // => 'Folk,"live, 7"""'
 */
export function csvField(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
