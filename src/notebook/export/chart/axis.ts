import { type AxisSpec, UnknownFigure, type Value } from "./chartSpec.ts";
import { ChartText } from "./chartText.ts";
import { logTicks, multiples, tickStep, tickText } from "./ticks.ts";

/** A margin of 5 % between the outermost value and the end of an axis, as in plotly. */
const PADDING = 0.05;

/** The range a trace needs on an axis, in axis coordinates. */
export interface Extent {
  readonly low: number;
  readonly high: number;
  /** Extra room beyond both ends, in CSS pixels, for markers. */
  readonly pixels?: number;
  /** Which ends get a margin to the frame; an end at 0 on which bars stand has none. */
  readonly padded: "both" | "none" | "away-from-zero";
}

export interface Tick {
  /** In axis coordinates. */
  readonly at: number;
  readonly label: ChartText;
}

/** Maps values to coordinates (exponents of ten on a log axis, positions in the list of categories), and coordinates to pixels. */
export class Axis {
  readonly id: string;
  readonly letter: "x" | "y";
  readonly spec: AxisSpec;
  readonly type: "linear" | "log" | "category";
  readonly domain: readonly [number, number];
  /** The ends of the axis, in coordinates; the first is on the left or at the bottom. */
  range: readonly [number, number] = [0, 1];
  /** Where it starts and how long it is, in CSS pixels; downwards for y. */
  start = 0;
  length = 0;
  readonly #categories = new Map<string, number>();

  /** @param values of all traces along this axis, which determine its type and categories */
  constructor(id: string, spec: AxisSpec, values: readonly Value[]) {
    this.id = id;
    this.letter = id.startsWith("x") ? "x" : "y";
    this.spec = spec;
    this.domain = spec.domain ?? [0, 1];
    this.type = spec.type === undefined || spec.type === "-" ? typeOf(values) : spec.type;
    if (this.type === "category") {
      const ordered =
        spec.categoryorder === "array" || spec.categoryorder === undefined ? (spec.categoryarray ?? []) : [];
      for (const value of [...ordered, ...values]) {
        const name = String(value);
        if (value !== null && !this.#categories.has(name)) this.#categories.set(name, this.#categories.size);
      }
    }
  }

  /** NaN for a value without a place on the axis. */
  coordinate(value: Value): number {
    if (value === null) return NaN;
    if (this.type === "category") return this.#categories.get(String(value)) ?? NaN;
    const number = Number(value);
    return this.type === "log" ? (number > 0 ? Math.log10(number) : NaN) : number;
  }

  /** The value at a coordinate of a numeric axis. */
  value(coordinate: number): number {
    return this.type === "log" ? 10 ** coordinate : coordinate;
  }

  pixel(coordinate: number): number {
    const [from, to] = this.range;
    const share = (coordinate - from) / (to - from);
    return this.letter === "x" ? this.start + share * this.length : this.start + (1 - share) * this.length;
  }

  /** Whether a coordinate lies between the ends. */
  holds(coordinate: number): boolean {
    return coordinate >= Math.min(...this.range) && coordinate <= Math.max(...this.range);
  }

  get end(): number {
    return this.start + this.length;
  }

  /** Sets the ends of the axis: those of its figure, or else so that everything fits. */
  fit(extents: readonly Extent[]): void {
    const { range, autorange, rangemode } = this.spec;
    if (range !== undefined && autorange !== true && autorange !== "reversed") {
      this.range = range;
      return;
    }
    const [low, high] = this.#span(
      extents.filter((extent) => Number.isFinite(extent.low) && Number.isFinite(extent.high)),
      rangemode === "tozero" && this.type === "linear",
    );
    this.range = autorange === "reversed" ? [high, low] : [low, high];
  }

  #span(extents: readonly Extent[], toZero: boolean): [number, number] {
    if (extents.length === 0) return [-1, 6];
    let low = Math.min(...extents.map((extent) => extent.low));
    let high = Math.max(...extents.map((extent) => extent.high));
    if (toZero) [low, high] = [Math.min(low, 0), Math.max(high, 0)];
    if (low === high) return [low - 1, high + 1];
    // Keeps at least a tenth of the axis for the values.
    const pad = (value: number, end: "low" | "high"): number => {
      const touching = extents.filter((extent) => extent[end] === value);
      const bare = toZero || touching.some(({ padded }) => padded === "away-from-zero");
      if (value === 0 && bare) return 0;
      const shares = touching.map(({ padded, pixels = 0 }) => (padded === "none" ? 0 : PADDING) + pixels / this.length);
      return Math.min(0.45, Math.max(0, ...shares));
    };
    const [below, above] = [pad(low, "low"), pad(high, "high")];
    const span = (high - low) / (1 - below - above);
    return [low - below * span, high + above * span];
  }

  /** The labelled ticks, as many as there is room for. */
  ticks(fontSize: number): Tick[] {
    const { spec } = this;
    const places = this.#places(fontSize);
    const decorate = (text: string): ChartText => {
      const whole = text === "" ? "" : `${spec.tickprefix ?? ""}${text}${spec.ticksuffix ?? ""}`;
      const { labelalias = {} } = spec;
      return new ChartText(Object.hasOwn(labelalias, whole) ? labelalias[whole]! : whole, fontSize);
    };
    const [low, high] = [Math.min(...this.range), Math.max(...this.range)];
    return places
      .filter(({ at }) => at >= low - 1e-9 * (high - low) && at <= high + 1e-9 * (high - low))
      .map(({ at, text }) => ({ at, label: decorate(text) }));
  }

  #places(fontSize: number): { at: number; text: string }[] {
    const { tickvals, ticktext, tickmode, tick0 = 0, dtick, nticks, tickformat } = this.spec;
    const [low, high] = [Math.min(...this.range), Math.max(...this.range)];
    const largest = Math.max(Math.abs(low), Math.abs(high));
    if (tickvals !== undefined && (tickmode === undefined || tickmode === "array")) {
      const gaps = tickvals.slice(1).map((value, i) => Math.abs(Number(value) - Number(tickvals[i])));
      const write = tickText(tickformat, Math.min(...gaps.filter((gap) => gap > 0), 1), largest);
      return tickvals.map((value, i) => ({
        at: typeof value === "number" && this.type !== "log" ? value : this.coordinate(value),
        text: ticktext?.[i] ?? (this.type === "category" ? this.#name(Number(value)) : write(Number(value))),
      }));
    }
    if (this.type === "category") {
      const room = (this.length / (high - low)) * (this.letter === "y" ? 1 : 1.5);
      const every = dtick ?? Math.max(1, Math.ceil((fontSize * 1.15) / room));
      return [...this.#categories].filter(([, at]) => at % every === 0).map(([text, at]) => ({ at, text }));
    }
    if (this.type === "log") {
      if (dtick !== undefined && dtick !== 1) throw new UnknownFigure("steps of a logarithmic axis");
      const values = logTicks(low, high, this.length, this.letter);
      return values.map((value) => {
        return { at: Math.log10(value), text: tickText(tickformat, value / 10, value)(value) };
      });
    }
    if (dtick !== undefined && !(dtick > 0)) throw new UnknownFigure("a step that is none");
    const step = dtick ?? tickStep(high - low, this.length, this.letter, nticks);
    const write = tickText(tickformat, step, largest);
    return multiples(low, high, step, tick0).map((at) => ({ at, text: write(at) }));
  }

  #name(at: number): string {
    return [...this.#categories.keys()][at] ?? "";
  }
}

function typeOf(values: readonly Value[]): "linear" | "category" {
  const given = values.filter((value) => value !== null);
  if (given.every((value) => typeof value === "number")) return "linear";
  const texts = given.filter((value) => typeof value === "string");
  if (texts.every((text) => text.trim() !== "" && Number.isFinite(Number(text)))) return "linear";
  if (texts.every((text) => /^-?\d{4}-\d\d(?:-|$)/.test(text))) throw new UnknownFigure("an axis of dates");
  return "category";
}
