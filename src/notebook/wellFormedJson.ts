/** An escaped half of a surrogate pair, behind any number of escaped backslashes. */
const LONE_SURROGATE = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/**
 * As `JSON.stringify`, but each half of a surrogate pair that stands without the other is U+FFFD: no Python client can save a
 * notebook that holds one.
 */
export function wellFormedJson(value: unknown): string | undefined {
  const text = JSON.stringify(value) as string | undefined;
  // Halves are all that JSON.stringify escapes in this way; two that belong together stay a character.
  return text?.includes("\\ud") ? text.replaceAll(LONE_SURROGATE, "$1\ufffd") : text;
}
