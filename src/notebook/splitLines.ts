/** The line ends of Python's `str.splitlines`, by which nbformat splits. */
const LINE =
  /[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])|[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+$/g;

/** Splits text into lines that keep their ends, as Python's `text.splitlines(True)` does; "" has no line. */
export function splitLines(text: string): string[] {
  return text.match(LINE) ?? [];
}
