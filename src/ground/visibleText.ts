/** Control characters, line separators and characters that change the writing direction, all of which a terminal or log would obey. */
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\p{Cs}]/gu;
const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Makes text from a file safe for a message: on one line, with control characters escaped.
 * @example
 * import { visibleText } from "../src/ground/index.ts";
 * visibleText("two\nlines"); // => "two\\nlines"
 */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, (character) => SHORT[character] ?? `\\u{${character.codePointAt(0)!.toString(16)}}`);
}
