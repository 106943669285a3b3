import { DIVERGING, SEQUENTIAL, VIRIDIS } from "../../../ground/index.ts";
import { colourAt, type ColourStops, type Rgb } from "./colours.ts";
import type { HeatmapSpec } from "./chartSpec.ts";
import { bounds } from "./mark.ts";

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
