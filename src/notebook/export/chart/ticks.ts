import { format } from "d3-format";
import { UnknownFigure } from "./chartSpec.ts";

/** The pixels that plotly allots to each number of an axis: more if numbers are side by side. */
const ROOM = { x: 80, y: 40 } as const;

/** The step between numbers on an axis of this many pixels: 1, 2 or 5 times a power of ten, as plotly chooses it. */
export function tickStep(span: number, pixels: number, letter: "x" | "y", count: number | undefined): number {
  const wanted = count ?? Math.min(Math.max(pixels / ROOM[letter], 4), 9) + 1;
  const rough = span / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * [1, 2, 5, 10].find((factor) => factor >= rough / power - 1e-9)!;
}

/** The multiples of a step, counted from `start`, that lie on an axis. */
export function multiples(low: number, high: number, step: number, start = 0): number[] {
  const slack = step * 1e-6;
  const first = Math.ceil((low - start - slack) / step);
  const last = Math.floor((high - start + slack) / step);
  // A wrong step must not exhaust memory.
  if (!(last - first < 1000)) return [];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    Number((start + (first + i) * step).toPrecision(12)),
  );
}

/** Round values on a log axis whose ends are given as exponents of ten: 1, 10, 100 or, if those are too few, 1, 2, 5. */
export function logTicks(low: number, high: number, pixels: number, letter: "x" | "y"): number[] {
  // Wider than the whole range of numbers.
  if (!(high - low < 700)) return [];
  const factors = high - low > 3 ? [1] : [1, 2, 5];
  const skip = Math.max(1, Math.ceil((high - low) / Math.max(2, pixels / ROOM[letter] / factors.length / 0.7)));
  const values: number[] = [];
  for (let power = Math.floor(low); power <= high; power++) {
    if (factors.length === 1 && power % skip !== 0) continue;
    for (const factor of factors) values.push(Number((factor * 10 ** power).toPrecision(6)));
  }
  const within = values.filter((value) => Math.log10(value) >= low - 1e-9 && Math.log10(value) <= high + 1e-9);
  if (within.length > 1) return within;
  const [from, to] = [10 ** low, 10 ** high];
  return multiples(from, to, tickStep(to - from, pixels, letter, undefined)).filter((value) => value > 0);
}

/** Formats numbers by a d3 pattern, as used in plotly's figures: https://d3js.org/d3-format. */
export function numberFormat(pattern: string): (value: number) => string {
  try {
    return format(pattern);
  } catch {
    throw new UnknownFigure(`the format ${pattern}`);
  }
}

const PREFIXES: Readonly<Record<number, string>> = { 3: "k", 6: "M", 9: "B", 12: "T" };

/**
 * Formats the numbers of an axis as plotly does: by a d3 format or, without one, with as many digits as the step needs, and in
 * thousands, millions, ... from 10,000 on.
 * @param largest the largest absolute number of the axis
 */
export function tickText(pattern: string | undefined, step: number, largest: number): (value: number) => string {
  if (pattern !== undefined && pattern !== "") return numberFormat(pattern);
  const magnitude = Math.floor(Math.log10(largest) + 0.01);
  const exponent = Math.abs(magnitude) > 3 ? 3 * Math.round((magnitude - 1) / 3) : 0;
  const digits = Math.max(0, exponent - Math.floor(Math.log10(step) + 0.01));
  return (value) => {
    const scaled = value / 10 ** exponent;
    const written = Number(scaled.toFixed(Math.min(digits, 12))).toString();
    const unit = exponent === 0 || scaled === 0 ? "" : (PREFIXES[exponent] ?? `×10${superscript(exponent)}`);
    return `${written.replace("-", "\u2212")}${unit}`;
  };
}

function superscript(exponent: number): string {
  return `<sup>${String(exponent).replace("-", "\u2212")}</sup>`;
}
