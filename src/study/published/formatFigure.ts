import type { Interval } from "../../models/index.ts";
import { formatCount, formatGain, formatGainRange, formatPercent } from "../common/index.ts";
import type { FigureFormat, PublishedValue } from "./publishedFigure.ts";

/**
 * Formats a measured value with one more digit than the report prints.
 * @example
 * import { formatMeasured } from "../src/study/published/index.ts";
 * formatMeasured(0.8254, "percent"); // => "82.5 %"
 * formatMeasured(-0.011, "points"); // => "−1.1 points"
 * formatMeasured(false, "claim"); // => "does not hold"
 */
export function formatMeasured(value: number | boolean | null, format: FigureFormat): string {
  if (value === null) return "–";
  if (typeof value === "boolean") return value ? "holds" : "does not hold";
  if (format === "points") return `${formatGain(value, 1)} points`;
  return format === "percent" ? formatPercent(value, 1) : formatValue(value, format, 3);
}

/**
 * Formats a published value with its printed precision.
 * @example
 * import { formatPublished } from "../src/study/published/index.ts";
 * formatPublished([0.75, 0.76], "percent", 0.01); // => "75 to 76 %"
 */
export function formatPublished(value: PublishedValue, format: FigureFormat, step: number): string {
  if (typeof value === "boolean") return value ? "claimed" : "denied";
  if (typeof value !== "number") {
    const [low, high] = value.map((bound) => formatPublished(bound, format, step));
    return `${low!.replace(/\s%$/, "")} to ${high!}`;
  }
  const digits = step > 0 ? Math.max(0, Math.round(-Math.log10(step))) : 0;
  if (format === "percent") return formatPercent(value, Math.max(0, digits - 2));
  const text = formatValue(value, format, digits);
  return step > 1 ? `about ${text}` : text;
}

/**
 * "79.5–81.2 %".
 * @example
 * import { formatInterval } from "../src/study/published/index.ts";
 * formatInterval({ low: 0.795, high: 0.812 }, "percent"); // => "79.5–81.2 %"
 */
export function formatInterval({ low, high }: Interval, format: FigureFormat): string {
  if (format === "points") return formatGainRange({ low, high });
  // A dash next to a minus sign is unreadable.
  if (format === "percent")
    return `${formatPercent(low, 1).slice(0, -2)}${low < 0 ? " to " : "–"}${formatPercent(high, 1)}`;
  return `${formatValue(low, format, 3)}${low < 0 ? " to " : "–"}${formatValue(high, format, 3)}`;
}

function formatValue(value: number, format: FigureFormat, digits: number): string {
  if (format === "count") return formatCount(Math.round(value));
  return (Number.isInteger(value) && format === "number" ? formatCount(value) : value.toFixed(digits)).replace(
    "-",
    "−",
  );
}
