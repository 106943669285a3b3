import { numberFormat } from "./numberFormat.ts";
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
