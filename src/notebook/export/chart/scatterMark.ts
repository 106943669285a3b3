import type { Axis } from "./axis.ts";
import { type ErrorBars, type ScatterSpec, UnknownFigure, type Value } from "./chartSpec.ts";
import { ChartText, round } from "./chartText.ts";
import { bounds, itemOf, type Mark, orNumbers } from "./mark.ts";
import { type Marker, markerOf } from "./markerPath.ts";
import { dotted, filled, group, stroked } from "./paint.ts";
import { tipWriter } from "./tips.ts";

/** From this many points on, plotly draws a scatter trace without a mode as lines only. */
const FEW_POINTS = 20;

const POSITIONS: Readonly<Record<string, readonly [anchor: string, dx: number, dy: number]>> = {
  "top left": ["end", -1, -1],
  "top center": ["middle", 0, -1],
  "top right": ["start", 1, -1],
  "middle left": ["end", -1, 0],
  "middle center": ["middle", 0, 0],
  "middle right": ["start", 1, 0],
  "bottom left": ["end", -1, 1],
  "bottom center": ["middle", 0, 1],
  "bottom right": ["start", 1, 1],
};

/** Points, lines between them, areas, error bars and texts. */
export function scatterMark(spec: ScatterSpec, x: Axis, y: Axis, colour: string, font: number): Mark {
  const length = spec.x?.length ?? spec.y?.length ?? 0;
  const xs = orNumbers(spec.x, length).map((value) => x.coordinate(value));
  const ys = orNumbers(spec.y, length).map((value) => y.coordinate(value));
  const count = Math.min(xs.length, ys.length);
  const mode = spec.mode ?? (count < FEW_POINTS ? "lines+markers" : "lines");
  const [lines, markers, texts] = ["lines", "markers", "text"].map((part) => mode.split("+").includes(part));
  const own = typeof spec.marker?.color === "string" ? spec.marker.color : undefined;
  const lineColour = spec.line?.color ?? own ?? colour;
  const markerColour = own ?? spec.line?.color ?? colour;
  const sizes = spec.marker?.size;
  const largest = typeof sizes === "number" || sizes === undefined ? (sizes ?? 6) : Math.max(...sizes);
  const fill = spec.fill ?? "none";
  const placed = Array.from({ length: count }, (_, i) => i).filter(
    (i) => Number.isFinite(xs[i]) && Number.isFinite(ys[i]),
  );
  const extent = (
    coordinates: readonly number[],
    error: ErrorBars | undefined,
    axis: Axis,
    bare: boolean,
  ): Mark["extents"]["x"] => {
    const reached = placed.flatMap((i) => reach(coordinates[i]!, error, i, axis));
    const { low, high } = bounds(reached);
    return { low, high, padded: bare ? "none" : "both", ...(markers ? { pixels: largest / 2 } : {}) };
  };
  const bare =
    !markers && !texts && !(spec.error_y !== undefined && spec.error_y.visible !== false) && fill !== "toself";
  const points = (which: readonly number[] = placed): (readonly [number, number])[] =>
    which.map((i) => [x.pixel(xs[i]!), y.pixel(ys[i]!)]);
  const markerAt = markers ? markerShapes(spec, markerColour) : undefined;
  const textAt = texts ? textsAt(spec, font, largest) : undefined;

  const area = (): string => {
    if (fill === "none") return "";
    const under = spec.fillcolor ?? lineColour;
    const opacity = spec.fillcolor === undefined ? 0.5 : 1;
    const paths = runs(xs, ys, count).map((run) => `${pathOf(points(run))}z`);
    return `<path d="${paths.join("")}"${filled(under, opacity)}/>`;
  };
  const line = (): string => {
    const width = spec.line?.width ?? 2;
    if (!lines || width === 0) return "";
    const paths = runs(xs, ys, count).map((run) => pathOf(points(run)));
    return `<path d="${paths.join("")}"${stroked(lineColour, width, spec.line?.dash)} stroke-linejoin="round"/>`;
  };
  const errorBars = (error: ErrorBars | undefined, along: Axis): string => {
    const [own, other] = along === x ? [xs, ys] : [ys, xs];
    const across = along === x ? y : x;
    const path = placed.map((i) => errorBar(error, along, own[i]!, across.pixel(other[i]!), i)).join("");
    return path === "" ? "" : `<path d="${path}"${stroked(error?.color ?? markerColour, error?.thickness ?? 2)}/>`;
  };
  const opacity = spec.opacity ?? 1;
  const faded = (content: string): string =>
    opacity === 1 || content === "" ? content : group(` opacity="${opacity}"`, content);
  const drawMarkers = (): string => markerAt?.(points(), placed) ?? "";
  const drawTexts = (): string => {
    // Texts may extend beyond the frame, but not those of points outside it.
    const shown = spec.cliponaxis === false ? placed : placed.filter((i) => x.holds(xs[i]!) && y.holds(ys[i]!));
    return textAt?.(points(shown), shown) ?? "";
  };
  const clipped = spec.cliponaxis !== false;
  const say = fill === "toself" ? undefined : tipWriter(spec, x, y);
  return {
    spec,
    x,
    y,
    extents: {
      x: extent(xs, spec.error_x, x, bare),
      y: extent(ys, spec.error_y, y, false),
    },
    inside: () =>
      faded(area() + line() + errorBars(spec.error_x, x) + errorBars(spec.error_y, y) + (clipped ? drawMarkers() : "")),
    over: () => faded((clipped ? "" : drawMarkers()) + drawTexts()),
    tips: () =>
      say
        ? placed
            .filter((i) => x.holds(xs[i]!) && y.holds(ys[i]!))
            .map((i) => ({
              at: [x.pixel(xs[i]!), y.pixel(ys[i]!)],
              text: say({
                x: spec.x?.[i] ?? i,
                y: spec.y?.[i] ?? i,
                text: Array.isArray(spec.text) ? spec.text[i] : spec.text,
                customdata: itemOf(spec.customdata, i),
                hovertext: itemOf(spec.hovertext, i),
              }),
            }))
        : [],
    sample: (left, middle) => {
      const swatch =
        fill === "none"
          ? ""
          : `<path d="M${round(left - 15)} ${round(middle - 6)}h30v12h-30z"${filled(spec.fillcolor ?? lineColour, spec.fillcolor === undefined ? 0.5 : 1)}/>`;
      const stroke =
        lines && (spec.line?.width ?? 2) > 0
          ? `<path d="M${round(left - 15)} ${round(middle)}h30"${stroked(lineColour, spec.line?.width ?? 2, spec.line?.dash)}/>`
          : "";
      const size = Math.min(12, Math.max(typeof sizes === "number" || sizes === undefined ? (sizes ?? 6) : 6, 6));
      const marker = markers
        ? markerShapes({ ...spec, marker: { ...spec.marker, size } }, markerColour)([[left, middle]], [0])
        : "";
      return faded(swatch + stroke + marker);
    },
  };
}

/** Draws markers at the given places; `indexes` are positions in the trace's lists. */
function markerShapes(
  spec: ScatterSpec,
  colour: string,
): (places: readonly (readonly [number, number])[], indexes: readonly number[]) => string {
  const { marker = {} } = spec;
  const of = <Item>(list: Item | readonly Item[] | undefined, i: number, otherwise: Item): Item =>
    (Array.isArray(list) ? (list as readonly Item[])[i] : (list as Item | undefined)) ?? otherwise;
  const opacity = marker.opacity ?? 1;
  const edge = marker.line?.width ?? 0;
  const known = new Map<string, Marker>();
  const markerFor = (symbol: string, size: number): Marker => {
    const key = `${symbol} ${size}`;
    const found = known.get(key) ?? markerOf(symbol, size);
    if (!found) throw new UnknownFigure(`markers ${symbol}`);
    known.set(key, found);
    return found;
  };
  const symbols = Array.isArray(marker.symbol) ? marker.symbol : [marker.symbol ?? "circle"];
  for (const symbol of symbols) markerFor(symbol, 6);
  return (places, indexes) => {
    // Markers that look the same share one path, unless one must be visible through another.
    const looks = new Map<string, string[]>();
    indexes.forEach((index, n) => {
      const own = of(marker.color, index, colour);
      const size = of(marker.size, index, 6);
      const { open, dot, path } = markerFor(of(marker.symbol, index, "circle"), size);
      const outlined = stroked(of(marker.color, index, marker.line?.color ?? own), Math.max(edge, 1));
      // A disc with an edge is a larger disc below a smaller one.
      if (dot && edge > 0) {
        const ring = dotted(marker.line?.color ?? "var(--muted)", size + edge);
        looks.set(ring, [...(looks.get(ring) ?? []), path(places[n]![0], places[n]![1])]);
      }
      const style = open
        ? outlined
        : dot
          ? dotted(own, Math.max(0, size - edge))
          : filled(own, 1, { colour: marker.line?.color, width: edge });
      const paths = looks.get(style) ?? [];
      paths.push(path(places[n]![0], places[n]![1]));
      looks.set(style, paths);
    });
    const shapes = [...looks].map(([style, paths]) => {
      if (opacity === 1 || paths.length === 1) return `<path d="${paths.join("")}"${style}/>`;
      return group(style, paths.map((path) => `<path d="${path}"/>`).join(""));
    });
    return opacity === 1
      ? shapes.join("")
      : group(` fill-opacity="${opacity}" stroke-opacity="${opacity}"`, shapes.join(""));
  };
}

function textsAt(
  spec: ScatterSpec,
  font: number,
  marker: number,
): (places: readonly (readonly [number, number])[], indexes: readonly number[]) => string {
  const [anchor, dx, dy] = POSITIONS[spec.textposition ?? "middle center"] ?? POSITIONS["middle center"]!;
  const size = spec.textfont?.size ?? font;
  const colour = spec.textfont?.color;
  const gap = spec.mode?.includes("markers") ? marker / 2 + 3 : 0;
  return (places, indexes) =>
    indexes
      .map((index, n) => {
        const text = Array.isArray(spec.text) ? (spec.text[index] ?? "") : (spec.text ?? "");
        if (text === "") return "";
        const [x, y] = places[n]!;
        const baseline = y + 0.35 * size + dy * (gap + (dy === 0 ? 0 : 0.55 * size));
        return new ChartText(String(text), size).at(
          x + dx * gap,
          baseline,
          `text-anchor="${anchor}"${colour === undefined ? "" : filled(colour)}`,
        );
      })
      .join("");
}

/** The ends of a value's error bar, in coordinates; the value alone if it has none. */
function reach(coordinate: number, error: ErrorBars | undefined, i: number, axis: Axis): number[] {
  if (error === undefined || error.visible === false) return [coordinate];
  const above = error.array[i] ?? 0;
  const below = error.symmetric === false ? (error.arrayminus?.[i] ?? 0) : (error.array[i] ?? 0);
  const value = axis.value(coordinate);
  return [value - below, value + above].map((end) => axis.coordinate(end as Value)).filter(Number.isFinite);
}

function errorBar(error: ErrorBars | undefined, axis: Axis, coordinate: number, across: number, i: number): string {
  if (error === undefined) return "";
  const ends = reach(coordinate, error, i, axis).map((end) => axis.pixel(end));
  const [from, to] = ends;
  if (from === undefined || to === undefined || from === to) return "";
  const cap = error.width ?? 4;
  const at = (along: number, beside: number): string =>
    axis.letter === "x" ? `${round(along)} ${round(beside)}` : `${round(beside)} ${round(along)}`;
  const bar = `M${at(from, across)}L${at(to, across)}`;
  if (cap === 0) return bar;
  return `${bar}${[from, to].map((end) => `M${at(end, across - cap)}L${at(end, across + cap)}`).join("")}`;
}

/** Runs of points between those without a place. */
function runs(xs: readonly number[], ys: readonly number[], count: number): number[][] {
  const found: number[][] = [[]];
  for (let i = 0; i < count; i++) {
    if (Number.isFinite(xs[i]) && Number.isFinite(ys[i])) found.at(-1)!.push(i);
    else if (found.at(-1)!.length > 0) found.push([]);
  }
  return found.filter((run) => run.length > 0);
}

function pathOf(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], i) => `${i === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("");
}
