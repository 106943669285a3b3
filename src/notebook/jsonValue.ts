import type { JsonValue } from "./nbformat.ts";

/**
 * A copy of `value` that JSON can represent: typed arrays become arrays, NaN and infinities null (which plotly reads as a gap), dates
 * ISO strings, big integers strings; functions, symbols and undefined are left out of objects and become null in arrays.
 */
export function toJsonValue(value: unknown): JsonValue | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object") return undefined;
  if (value === null) return null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (isArrayLike(value)) return Array.from(value, (item) => toJsonValue(item) ?? null);
  if (hasToJson(value)) return toJsonValue(value.toJSON());
  const entries = Object.entries(value).map(([key, item]) => [key, toJsonValue(item)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));
}

function isArrayLike(value: object): value is ArrayLike<unknown> & object {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return typeof (value as { toJSON?: unknown }).toJSON === "function";
}
