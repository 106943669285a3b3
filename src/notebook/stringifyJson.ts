import { literalOf } from "./numberLiterals.ts";
import { wellFormedJson } from "./wellFormedJson.ts";

/**
 * Writes a JSON value like Python's `json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)`: one space of indentation per
 * level, keys in code point order, `undefined` members left out as in `JSON.stringify`. Numbers that came from `parseJson` keep their
 * text; NaN and infinities become null, since JSON has none. Lone surrogates become U+FFFD, since Python can't write them at all.
 */
export function stringifyJson(value: unknown): string {
  const chunks: string[] = [];
  writeValue(value, "\n", chunks);
  return chunks.join("");
}

function writeValue(value: unknown, newline: string, chunks: string[]): void {
  if (typeof value !== "object" || value === null) {
    chunks.push(wellFormedJson(value) ?? "null");
    return;
  }
  if ("toJSON" in value && typeof value.toJSON === "function") {
    writeValue((value as { toJSON(): unknown }).toJSON(), newline, chunks);
    return;
  }
  const inner = `${newline} `;
  if (Array.isArray(value)) {
    value.forEach((item: unknown, index) => {
      chunks.push(index === 0 ? "[" : ",", inner);
      writeMember(value, index, item, inner, chunks);
    });
    chunks.push(value.length === 0 ? "[]" : `${newline}]`);
    return;
  }
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  entries.sort(([a], [b]) => compareCodePoints(a, b));
  entries.forEach(([key, member], index) => {
    chunks.push(index === 0 ? "{" : ",", inner, wellFormedJson(key)!, ": ");
    writeMember(value, key, member, inner, chunks);
  });
  chunks.push(entries.length === 0 ? "{}" : `${newline}}`);
}

function writeMember(parent: object, key: string | number, value: unknown, newline: string, chunks: string[]): void {
  const literal = typeof value === "number" ? literalOf(parent, key, value) : undefined;
  if (literal !== undefined) chunks.push(literal);
  else writeValue(value, newline, chunks);
}

/** Python's string order. JavaScript's `<` differs when surrogate pairs are compared with U+E000 to U+FFFF. */
function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left === right) continue;
    return isSurrogate(left) === isSurrogate(right) ? left - right : isSurrogate(left) ? 1 : -1;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
