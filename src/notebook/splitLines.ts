/** The line ends of Python's `str.splitlines`, which nbformat uses to split. */
const LINE =
  /[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])|[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+$/g;

/** Splits text into lines that keep their line ends, like Python's `text.splitlines(True)`; "" has no lines. */
export function splitLines(text: string): string[] {
  return text.match(LINE) ?? [];
}
