import type { Axis, Tick } from "./axis.ts";
import { ChartText, LINE_HEIGHT, round } from "./chartText.ts";
import type { Mark } from "./mark.ts";
import { group } from "./paint.ts";
import type { Frame } from "./overlays.ts";

/** The gap between the frame and a label, in CSS pixels. */
const GAP = { x: 4, y: 5 } as const;
/** The gap between the labels and the title. */
const STANDOFF = { x: 6, y: 8 } as const;
const TITLE_SIZE = 13;

interface Labels {
  readonly ticks: readonly Tick[];
  /** In degrees, clockwise. */
  readonly angle: number;
  /** Across the axis, in CSS pixels. */
  readonly room: number;
  readonly size: number;
}

/** The room that labels and titles take around the plot, in CSS pixels. */
export function roomOfAxes(
  axes: ReadonlyMap<string, Axis>,
  frame: Frame,
  { font, width }: { readonly font: number; readonly width: number },
): { left: number; right: number; bottom: number } {
  let [left, right, bottom] = [0, 0, 0];
  for (const axis of axes.values()) {
    const { room, ticks, angle } = labelsOf(axis, font);
    const title = titleOf(axis);
    const offset = offsetOf(axis, axes);
    if (axis.letter === "y") {
      const needed = (room > 0 ? room + GAP.y : 0) + (title ? STANDOFF.y + LINE_HEIGHT * title.size : 0);
      left = Math.max(left, needed - offset * frame.width);
    } else {
      const needed = (room > 0 ? room + GAP.x : 0) + (title ? STANDOFF.x + title.height : 0);
      bottom = Math.max(bottom, needed - offset * frame.height);
      if (room === 0) continue;
      const turn = Math.cos((angle * Math.PI) / 180);
      for (const { at, label } of ticks) {
        const x = axis.pixel(at);
        const [before, behind] = angle === 0 ? [0.5, 0.5] : angle < 0 ? [turn, 0] : [0, turn];
        right = Math.max(right, x + behind * label.width - (frame.left + frame.width));
        left = Math.max(left, before * label.width - (x - frame.left));
      }
    }
  }
  // Labels may take at most half of the width.
  return { left: Math.min(left, width / 2), right: Math.min(right, width / 4), bottom };
}

/** Grid lines below the marks; labels, titles and axis lines above them. */
export function drawAxes(
  axes: ReadonlyMap<string, Axis>,
  marks: readonly Mark[],
  { font, width, height }: { readonly font: number; readonly width: number; readonly height: number },
): { grid: string; labels: string } {
  const pairs = new Map(marks.map(({ x, y }) => [`${x.id} ${y.id}`, { x, y }]));
  const grid: string[] = [];
  const zero: string[] = [];
  for (const { x, y } of pairs.values()) {
    for (const [axis, other] of [
      [x, y],
      [y, x],
    ] as const) {
      const { showgrid = true, zeroline = true, visible = true } = axis.spec;
      if (!visible) continue;
      const [from, to] = [round(other.start), round(other.end)];
      const line = (at: number): string => {
        const place = round(axis.pixel(at));
        return axis.letter === "x" ? `M${place} ${from}V${to}` : `M${from} ${place}H${to}`;
      };
      const hasZero =
        zeroline && axis.type === "linear" && Math.min(...axis.range) <= 0 && Math.max(...axis.range) >= 0;
      if (showgrid) for (const { at } of axis.ticks(font)) if (!(hasZero && at === 0)) grid.push(line(at));
      if (hasZero) zero.push(line(0));
    }
  }
  const labels = [...axes.values()].map((axis) => drawLabels(axis, axes, { font, width, height }));
  const path = (lines: readonly string[], variable: string): string =>
    lines.length === 0 ? "" : `<path d="${lines.join("")}" style="stroke:var(--${variable})" fill="none"/>`;
  return { grid: path(grid, "line") + path(zero, "line-strong"), labels: labels.join("") };
}

function drawLabels(
  axis: Axis,
  axes: ReadonlyMap<string, Axis>,
  { font, width, height }: { readonly font: number; readonly width: number; readonly height: number },
): string {
  const { ticks, angle, room, size } = labelsOf(axis, font);
  const base = baseOf(axis, axes);
  const title = titleOf(axis, axis.letter === "x" ? width - axis.start : Math.min(height, axis.length * 1.2));
  const parts: string[] = [];
  const texts = ticks.map(({ at, label }) => {
    const along = axis.pixel(at);
    if (axis.letter === "y") {
      const first = along + 0.35 * size - ((label.lines.length - 1) / 2) * LINE_HEIGHT * size;
      return label.at(base - GAP.y, first, "", size);
    }
    if (angle === 0) return label.at(along, base + GAP.x + size, "", size);
    const [x, y] = [
      along + (angle > 0 ? -0.3 : 0.3) * size * Math.abs(Math.sin((angle * Math.PI) / 180)),
      base + GAP.x + 0.7 * size,
    ];
    return label.at(x, y, `transform="rotate(${angle} ${round(x)} ${round(y)})"`, size);
  });
  const anchor = axis.letter === "y" ? "end" : angle === 0 ? "middle" : angle > 0 ? "start" : "end";
  const style = ` font-size="${size}" text-anchor="${anchor}" style="fill:${axis.spec.tickfont?.color ?? "var(--muted)"}"`;
  if (room > 0) parts.push(group(style, texts.join("")));
  if (title) {
    const middle = axis.start + axis.length / 2;
    if (axis.letter === "x") {
      const y = base + (room > 0 ? room + GAP.x : 0) + STANDOFF.x + title.size;
      const half = title.width / 2;
      parts.push(title.at(Math.max(half, Math.min(middle, width - half)), y, 'text-anchor="middle"'));
    } else {
      const x = base - (room > 0 ? room + GAP.y : 0) - STANDOFF.y - 0.25 * title.size;
      parts.push(title.at(x, middle, `text-anchor="middle" transform="rotate(-90 ${round(x)} ${round(middle)})"`));
    }
  }
  return parts.join("");
}

/** Labels at an angle at which they don't overlap; fewer of them if no angle is enough. */
function labelsOf(axis: Axis, font: number): Labels {
  const { spec } = axis;
  const size = spec.tickfont?.size ?? font;
  if (spec.visible === false || spec.showticklabels === false) return { ticks: [], angle: 0, room: 0, size };
  const ticks = axis.ticks(size).filter(({ label }) => label.width > 0);
  const widest = Math.max(0, ...ticks.map(({ label }) => label.width));
  if (axis.letter === "y") return { ticks: spaced(ticks, axis, size * 0.95), angle: 0, room: widest, size };
  const tallest = Math.max(0, ...ticks.map(({ label }) => label.height));
  const gap = Math.min(...ticks.slice(1).map(({ at }, i) => Math.abs(axis.pixel(at) - axis.pixel(ticks[i]!.at))));
  if (typeof spec.tickangle === "number")
    return turned(spaced(ticks, axis, spec.tickangle === 0 ? 0 : size), spec.tickangle, size);
  if (widest + 6 <= gap || ticks.length < 2) return { ticks, angle: 0, room: tallest, size };
  const numbers = axis.type !== "category" && spec.ticktext === undefined;
  if (numbers) return { ticks: spaced(ticks, axis, widest + 8), angle: 0, room: tallest, size };
  return turned(spaced(ticks, axis, size), gap > 1.6 * size ? -45 : 90, size);
}

function turned(ticks: readonly Tick[], angle: number, size: number): Labels {
  const radians = Math.abs((angle * Math.PI) / 180);
  const widest = Math.max(0, ...ticks.map(({ label }) => label.width));
  const tallest = Math.max(0, ...ticks.map(({ label }) => label.height));
  return { ticks, angle, room: Math.sin(radians) * widest + Math.cos(radians) * tallest, size };
}

/** Every tick, or every second, third, ..., so that adjacent ones are this many pixels apart. */
function spaced(ticks: readonly Tick[], axis: Axis, pixels: number): readonly Tick[] {
  const gaps = ticks.slice(1).map(({ at }, i) => Math.abs(axis.pixel(at) - axis.pixel(ticks[i]!.at)));
  const every = Math.max(1, Math.ceil(pixels / Math.max(Math.min(...gaps), 0.1) - 1e-6));
  return gaps.length === 0 ? ticks : ticks.filter((_, i) => i % every === 0);
}

function titleOf({ spec }: Axis, room = Infinity): ChartText | undefined {
  if (spec.visible === false) return undefined;
  const { text = "", font } = typeof spec.title === "string" ? { text: spec.title } : (spec.title ?? {});
  if (text === "") return undefined;
  const size = font?.size ?? TITLE_SIZE;
  const title = new ChartText(text, size);
  return title.width <= room ? title : new ChartText(text, Math.max(9, (size * room) / title.width));
}

function anchorOf(axis: Axis, axes: ReadonlyMap<string, Axis>): Axis | undefined {
  return axes.get(axis.spec.anchor ?? (axis.letter === "x" ? "y" : "x"));
}

/** How far from the plot's left or bottom an axis is, as a share of its width or height. */
function offsetOf(axis: Axis, axes: ReadonlyMap<string, Axis>): number {
  return anchorOf(axis, axes)?.domain[0] ?? 0;
}

/** Where the labels of an axis start: the left or bottom edge of its subplot, in CSS pixels. */
function baseOf(axis: Axis, axes: ReadonlyMap<string, Axis>): number {
  const anchor = anchorOf(axis, axes);
  if (!anchor) return 0;
  return axis.letter === "x" ? anchor.end : anchor.start;
}
