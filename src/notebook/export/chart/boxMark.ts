import { quantile } from "../../../ground/index.ts";
import type { Axis } from "./axis.ts";
import type { BoxSpec, LayoutSpec, Value } from "./chartSpec.ts";
import { round } from "./chartText.ts";
import { bounds, type Mark } from "./mark.ts";
import { markerOf } from "./markerPath.ts";
import { dotted, filled, group, stroked } from "./paint.ts";
import { type Tip, tipWriter } from "./tips.ts";

const GAP = 0.3;
/** The maximum length of whiskers, in heights of the box. */
const WHISKER = 1.5;

/** The five numbers of a box and the values beyond them. */
interface Box {
  readonly at: number;
  readonly lower: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly upper: number;
  readonly beyond: readonly number[];
}

/** The values that a box trace puts on its category axis: its own, or else its name. */
export function boxPlaces(spec: BoxSpec): readonly Value[] {
  const own = isHorizontal(spec) ? spec.y : spec.x;
  return own ?? [spec.name ?? ""];
}

export function isHorizontal({ orientation, x, y }: BoxSpec): boolean {
  return orientation === undefined ? x !== undefined && y === undefined : orientation === "h";
}

/** Boxes from given quartiles, or computed from given values. */
export function boxMark(
  spec: BoxSpec,
  x: Axis,
  y: Axis,
  { layout, colour }: { readonly layout: LayoutSpec; readonly colour: string },
): Mark {
  const horizontal = isHorizontal(spec);
  const [places, values] = horizontal ? [y, x] : [x, y];
  const boxes = boxesOf(spec, places, values);
  const width = spec.width ?? (1 - (layout.boxgap ?? GAP)) * (1 - (layout.boxgroupgap ?? GAP));
  const line = spec.line?.color ?? spec.marker?.color ?? colour;
  const lineWidth = spec.line?.width ?? 2;
  const middle = bounds(boxes.flatMap(({ at }) => [at - 0.5, at + 0.5]));
  const reach = bounds(boxes.flatMap(({ lower, upper, beyond }) => [lower, upper, ...beyond]));
  const extents = { places: { ...middle, padded: "none" as const }, values: { ...reach, padded: "both" as const } };
  const fill = filled(spec.fillcolor ?? line, spec.fillcolor === undefined ? 0.5 : 1);
  const dot = markerOf("circle", spec.marker?.size ?? 6)!;
  const point = (along: number, across: number): string => {
    const [value, place] = [values.pixel(along), places.pixel(across)];
    return horizontal ? `${round(value)} ${round(place)}` : `${round(place)} ${round(value)}`;
  };
  const draw = ({ at, lower, q1, median, q3, upper, beyond }: Box): string => {
    const [from, to, inner, outer] = [at - width / 2, at + width / 2, at - width / 4, at + width / 4];
    const frame = `M${point(q1, from)}L${point(q3, from)}L${point(q3, to)}L${point(q1, to)}z`;
    const whiskers = `M${point(q1, at)}L${point(lower, at)}M${point(lower, inner)}L${point(lower, outer)}M${point(q3, at)}L${point(upper, at)}M${point(upper, inner)}L${point(upper, outer)}`;
    const dots = beyond.map((value) => {
      const [along, across] = [values.pixel(value), places.pixel(at)];
      return horizontal ? dot.path(along, across) : dot.path(across, along);
    });
    return `<path d="${frame}"${fill}/><path d="${frame}M${point(median, from)}L${point(median, to)}${whiskers}"${stroked(line, lineWidth)}/>${
      dots.length > 0
        ? `<path d="${dots.join("")}"${dotted(spec.marker?.color ?? line, spec.marker?.size ?? 6)} stroke-opacity="${spec.marker?.opacity ?? 1}"/>`
        : ""
    }`;
  };
  const opacity = spec.opacity ?? 1;
  // A hover template is meant for single values.
  const say = tipWriter({ ...spec, hovertemplate: undefined }, x, y);
  const tip = ({ at, lower, q1, median, q3, upper }: Box): Tip => {
    const [start, end] = [values.pixel(q1), values.pixel(q3)];
    const [near, far] = [places.pixel(at - width / 2), places.pixel(at + width / 2)];
    const [along, across] = [Math.min(start, end), Math.min(near, far)];
    const [length, height] = [Math.abs(end - start), Math.abs(far - near)];
    const write = (value: number): string => String(Number(values.value(value).toPrecision(4)));
    return {
      at: horizontal ? [along, across, length, height] : [across, along, height, length],
      text: `${say!({})}\nmedian ${write(median)}\nhalf of them from ${write(q1)} to ${write(q3)}\nwhiskers from ${write(lower)} to ${write(upper)}`.trim(),
    };
  };
  return {
    spec,
    x,
    y,
    extents: horizontal ? { x: extents.values, y: extents.places } : { x: extents.places, y: extents.values },
    inside: () => {
      const drawn = boxes.map(draw).join("");
      return opacity === 1 ? drawn : group(` opacity="${opacity}"`, drawn);
    },
    tips: () => (say ? boxes.map(tip) : []),
    sample: (left, top) => {
      const box = `M${round(left - 6)} ${round(top - 6)}h12v12h-12z`;
      return `<path d="${box}"${fill}/><path d="${box}"${stroked(line, lineWidth)}/>`;
    },
  };
}

function boxesOf(spec: BoxSpec, places: Axis, values: Axis): Box[] {
  const at = boxPlaces(spec).map((place) => places.coordinate(place));
  if (spec.q1 && spec.median && spec.q3) {
    const { q1, median, q3, lowerfence = q1, upperfence = q3 } = spec;
    return q1.map((_, i) => ({
      at: at[i] ?? at[0]!,
      lower: lowerfence[i]!,
      q1: q1[i]!,
      median: median[i]!,
      q3: q3[i]!,
      upper: upperfence[i]!,
      beyond: [],
    }));
  }
  const own = isHorizontal(spec) ? spec.x : spec.y;
  const groups = new Map<number, number[]>();
  own?.forEach((value, i) => {
    const place = at[at.length === own.length ? i : 0]!;
    const coordinate = values.coordinate(value);
    if (!Number.isFinite(coordinate) || !Number.isFinite(place)) return;
    groups.set(place, [...(groups.get(place) ?? []), coordinate]);
  });
  return [...groups].map(([place, all]) => boxOf(place, all, spec.boxpoints !== false));
}

function boxOf(at: number, values: number[], points: boolean): Box {
  const sorted = Float64Array.from(values).sort();
  const [q1, median, q3] = [0.25, 0.5, 0.75].map((share) => quantile(sorted, share)) as [number, number, number];
  const reach = WHISKER * (q3 - q1);
  // If no points are shown, the whiskers reach all values.
  const within = points ? sorted.filter((value) => value >= q1 - reach && value <= q3 + reach) : sorted;
  const beyond = points ? [...sorted.filter((value) => value < q1 - reach || value > q3 + reach)] : [];
  return { at, lower: within[0] ?? q1, q1, median, q3, upper: within.at(-1) ?? q3, beyond };
}
