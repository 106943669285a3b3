/** A field of a CSV (RFC 4180), in quotes where it needs them: where it holds a comma, a quote or a line end, or begins or ends with a space. */
export function csvField(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
