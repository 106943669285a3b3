/** An escaped lone surrogate, after any number of escaped backslashes. */
const LONE_SURROGATE = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/** Like `JSON.stringify`, but each lone surrogate becomes U+FFFD: no Python client can save a notebook that contains one. */
export function wellFormedJson(value: unknown): string | undefined {
  return wellFormed(JSON.stringify(value) as string | undefined);
}

/**
 * Writes a JSON value in the layout of Python's `json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)`: one space of
 * indentation per level, sorted keys (those that are whole numbers first, by size). Lone surrogates become U+FFFD.
 */
export function stringifyJson(value: unknown): string {
  return wellFormed(JSON.stringify(value, withSortedKeys, 1))!;
}

function wellFormed(text: string | undefined): string | undefined {
  // JSON.stringify escapes only lone surrogates in this way; proper pairs remain a character.
  return text?.includes("\\ud") ? text.replaceAll(LONE_SURROGATE, "$1\ufffd") : text;
}

function withSortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
