import { DIVERGING, INKS, SEQUENTIAL, VIRIDIS } from "../../../ground/index.ts";
import type { HeatmapSpec } from "./chartSpec.ts";
import { bounds } from "./mark.ts";

/** The stops of a colour scale: a share from 0 to 1 and its colour, in plotly's format. */
export type ColourStops = [number, string][];

/** Red, green and blue from 0 to 255, and opacity from 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number, alpha: number];

const NAMED: Readonly<Record<string, Rgb>> = {
  white: [255, 255, 255, 1],
  black: [0, 0, 0, 1],
  transparent: [0, 0, 0, 0],
};

/** Parses a colour written as `#rgb`, `#rrggbb`, `rgb()`, `rgba()`, white or black; undefined for others. */
export function parseColour(text: string): Rgb | undefined {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text)?.[1];
  if (hex !== undefined) {
    const digits = hex.length === 3 ? [...hex].map((digit) => digit + digit).join("") : hex;
    const [red, green, blue] = [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16));
    return [red!, green!, blue!, 1];
  }
  const parts = /^rgba?\(([\d.,\s]+)\)$/.exec(text)?.[1]!.split(",").map(Number);
  if (parts !== undefined && parts.length >= 3 && parts.every(Number.isFinite)) {
    return [parts[0]!, parts[1]!, parts[2]!, parts[3] ?? 1];
  }
  return NAMED[text.toLowerCase()];
}

/** The colour at a share from 0 to 1 of a scale, interpolated between its stops; an unreadable stop counts as grey. */
export function colourAt(stops: ColourStops, share: number): Rgb {
  const after = stops.findIndex(([at]) => at >= share);
  const [high, low] = [after < 0 ? stops.length - 1 : after, Math.max(0, after < 0 ? stops.length - 1 : after - 1)];
  const [[from, first], [to, second]] = [stops[low]!, stops[high]!];
  const [a, b] = [first, second].map((colour) => parseColour(colour) ?? ([128, 128, 128, 1] as const));
  const part = to > from ? Math.min(1, Math.max(0, (share - from) / (to - from))) : 0;
  const [red, green, blue] = [0, 1, 2].map((i) => Math.round(a![i]! + part * (b![i]! - a![i]!)));
  return [red!, green!, blue!, 1];
}

export function hexOf([red, green, blue]: Rgb): string {
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** Dark or light text, whichever contrasts more with the background (relative luminance of WCAG 2). */
export function textOn([red, green, blue]: Rgb): string {
  const [r, g, b] = [red, green, blue].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b! > 0.179 ? INKS.dark : INKS.light;
}

/** A colour that follows the page's theme. */
export function themed(light: string, dark: string): string {
  return light === dark ? light : `light-dark(${light},${dark})`;
}

/** Colours at equal distances. */
function evenly(colours: readonly string[]): ColourStops {
  return colours.map((colour, i) => [i / (colours.length - 1), colour]);
}

/** The number of steps in which a scale is drawn; adjacent ones are indistinguishable. */
export const STEPS = 100;

/** The colours of a heat map for values between two ends, in either theme. */
export class ColourScale {
  readonly low: number;
  readonly high: number;
  /** Whether it differs between the themes. */
  readonly themed: boolean;
  readonly #stops: Readonly<Record<"light" | "dark", ColourStops>>;

  constructor({ z, zmin, zmax, colorscale, autocolorscale, reversescale }: HeatmapSpec) {
    const { low, high } = bounds(z.flat().filter((value) => value !== null));
    this.low = zmin ?? low;
    this.high = zmax ?? high;
    const own = colorscale === "Viridis" ? evenly(VIRIDIS) : colorscale;
    const page = autocolorscale === true && this.low < 0 && this.high > 0 ? DIVERGING : SEQUENTIAL;
    const turned = (stops: ColourStops): ColourStops =>
      reversescale === true ? stops.map(([at, colour]): [number, string] => [1 - at, colour]).reverse() : stops;
    this.themed = own === undefined;
    this.#stops = { light: turned(own ?? evenly(page.light)), dark: turned(own ?? evenly(page.dark)) };
  }

  /** The step of a value, from 0 to `STEPS`. */
  step(value: number): number {
    const share = this.high > this.low ? (value - this.low) / (this.high - this.low) : 0.5;
    return Math.round(Math.min(1, Math.max(0, share)) * STEPS);
  }

  colour(step: number, theme: "light" | "dark"): Rgb {
    return colourAt(this.#stops[theme], step / STEPS);
  }
}
