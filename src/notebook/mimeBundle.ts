import { inspect } from "node:util";
import { isDataFrame, renderDataFrame } from "./dataFrame.ts";
import { DISPLAY } from "../ground/index.ts";
import type { JsonValue, MimeBundle } from "./nbformat.ts";
import { describePlotlyFigure, isPlotlyFigure } from "./plotlyFigure.ts";

const PLOTLY = "application/vnd.plotly.v1+json";

/**
 * How a notebook shows a value: by its own `Symbol.for("Jupyter.display")` method (which may be asynchronous), as a table for danfojs
 * frames and series, as a chart for plotly figures, otherwise as text. There is always a `text/plain`.
 * @throws whatever the value's own method throws
 */
export async function toMimeBundle(value: unknown): Promise<MimeBundle> {
  const own = ownBundle(value);
  if (own !== undefined) return complete(await own, value);
  if (isDataFrame(value)) return renderDataFrame(value);
  if (isPlotlyFigure(value)) return { [PLOTLY]: toJsonValue(value) ?? null, "text/plain": describePlotlyFigure(value) };
  return { "text/plain": toText(value) };
}

/** A value as text: strings unchanged, anything else as Node's REPL prints it. */
export function toText(value: unknown): string {
  return typeof value === "string" ? value : inspect(value, { maxArrayLength: 100, maxStringLength: 10_000, depth: 3 });
}

function ownBundle(value: unknown): unknown {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return undefined;
  const method = (value as Record<symbol, unknown>)[DISPLAY];
  return typeof method === "function" ? (method as () => unknown).call(value) : undefined;
}

function complete(bundle: unknown, value: unknown): MimeBundle {
  if (typeof bundle !== "object" || bundle === null) {
    throw new TypeError(`Symbol.for("Jupyter.display") must give an object keyed by MIME type, not ${inspect(bundle)}`);
  }
  const result: MimeBundle = {};
  for (const [type, data] of Object.entries(bundle)) {
    result[type] = data instanceof Uint8Array ? Buffer.from(data).toString("base64") : (toJsonValue(data) ?? null);
  }
  const figure = result[PLOTLY];
  result["text/plain"] ??= isPlotlyFigure(figure) ? describePlotlyFigure(figure) : toText(value);
  return result;
}

/**
 * A copy of `value` that JSON can represent: typed arrays become arrays, NaN and infinities null (which plotly reads as a gap), dates
 * ISO strings, big integers strings; functions, symbols and undefined are left out of objects and become null in arrays.
 */
function toJsonValue(value: unknown): JsonValue | undefined {
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
