import { ChartText, LINE_HEIGHT, round } from "./chartText.ts";
import { STEPS } from "./colours.ts";
import { colourOf, type HeatMark } from "./heatmapMark.ts";
import { filled, group } from "./paint.ts";
import { multiples, tickStep, tickText } from "./ticks.ts";

const THICKNESS = 12;
const PIECES = 50;

/** The key to a heat map's colours. */
export interface ColourBar {
  readonly place: "bottom" | "right";
  /** The space it takes across its length, with labels and title. */
  readonly room: number;
  readonly draw: (frame: { readonly left: number; readonly top: number; readonly length: number }) => string;
}

/** The colour bar of a heat map that has one: upright on its right, or below it. */
export function colourBarOf({ spec, scale }: HeatMark, font: number): ColourBar | undefined {
  if (spec.showscale === false) return undefined;
  const { colorbar: bar = {} } = spec;
  const thickness = bar.thickness ?? THICKNESS;
  const below = bar.orientation === "h";
  const name = typeof bar.title === "string" ? bar.title : bar.title?.text;
  const title = name === undefined || name === "" ? undefined : new ChartText(name, font);
  const span = scale.high - scale.low;
  const ticksFor = (pixels: number): { at: number; label: ChartText }[] => {
    const step = tickStep(span > 0 ? span : 1, pixels, below ? "x" : "y", undefined);
    const values = bar.tickvals ?? multiples(scale.low, scale.high, step);
    const write = tickText(bar.tickformat, step, Math.max(Math.abs(scale.low), Math.abs(scale.high)));
    return values.map((value, i) => ({
      at: (value - scale.low) / span,
      label: new ChartText((bar.ticktext?.[i] ?? write(value)) + (bar.ticksuffix ?? ""), font),
    }));
  };
  const pieces = (form: (from: number, to: number) => string): string =>
    Array.from({ length: PIECES }, (_, i) => {
      const step = Math.round(((i + 0.5) / PIECES) * STEPS);
      return `<path d="${form(i / PIECES, (i + 1) / PIECES)}"${filled(colourOf(scale, step))}/>`;
    }).join("");
  const line = LINE_HEIGHT * font;
  if (below) {
    return {
      place: "bottom",
      room: thickness + line + 4 + (title ? line : 0),
      draw: ({ left, top, length: whole }) => {
        const length = whole * (bar.len ?? 1);
        const start = top + (title ? line : 0);
        const labels = ticksFor(length).map(({ at, label }) => {
          const anchor = at < 0.02 ? "start" : at > 0.98 ? "end" : "middle";
          return label.at(left + at * length, start + thickness + font + 3, `text-anchor="${anchor}"`);
        });
        // Half a pixel more, so that the background doesn't show between two pieces.
        const drawn = pieces(
          (from, to) =>
            `M${round(left + from * length)} ${round(start)}H${round(left + to * length + 0.5)}v${thickness}H${round(left + from * length)}z`,
        );
        return (title?.at(left, top + font) ?? "") + drawn + group(' style="fill:var(--muted)"', labels.join(""));
      },
    };
  }
  const widest = Math.max(...ticksFor(300).map(({ label }) => label.width));
  return {
    place: "right",
    room: Math.max(10 + thickness + 5 + widest, 10 + (title?.width ?? 0)) + 4,
    draw: ({ left: edge, top, length: whole }) => {
      const left = edge + 10;
      const start = top + (title ? line : 0);
      const length = whole * (bar.len ?? 1) - (title ? line : 0);
      const at = (share: number): number => start + (1 - share) * length;
      const labels = ticksFor(length).map(({ at: share, label }) =>
        label.at(left + thickness + 5, at(share) + 0.35 * font),
      );
      const drawn = pieces(
        (from, to) => `M${round(left)} ${round(at(to) - 0.5)}h${thickness}V${round(at(from))}h${-thickness}z`,
      );
      return (title?.at(left, top + font) ?? "") + drawn + group(' style="fill:var(--muted)"', labels.join(""));
    },
  };
}
