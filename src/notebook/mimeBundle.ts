import { inspect } from "node:util";
import { isDataFrame, renderDataFrame } from "./dataFrame.ts";
import { DISPLAY } from "../ground/index.ts";
import { toJsonValue } from "./jsonValue.ts";
import type { MimeBundle } from "./nbformat.ts";
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
