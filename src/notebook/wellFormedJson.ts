/** An escaped lone surrogate, after any number of escaped backslashes. */
const LONE_SURROGATE = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/** Like `JSON.stringify`, but each lone surrogate becomes U+FFFD: no Python client can save a notebook that contains one. */
export function wellFormedJson(value: unknown): string | undefined {
  const text = JSON.stringify(value) as string | undefined;
  // JSON.stringify escapes only lone surrogates in this way; proper pairs remain a character.
  return text?.includes("\\ud") ? text.replaceAll(LONE_SURROGATE, "$1\ufffd") : text;
}
