import { round } from "./chartText.ts";

/** The outlines of markers around (0, 0), as plotly draws them for a radius: what follows an `M` to their first point. */
const OUTLINES: Readonly<Record<string, (r: number) => readonly (readonly [number, number])[]>> = {
  square: (r) => [
    [-r, -r],
    [r, -r],
    [r, r],
    [-r, r],
  ],
  diamond: (r) => [
    [1.3 * r, 0],
    [0, 1.3 * r],
    [-1.3 * r, 0],
    [0, -1.3 * r],
  ],
  "triangle-up": (r) => [
    [(-2 * r) / Math.sqrt(3), r / 2],
    [(2 * r) / Math.sqrt(3), r / 2],
    [0, -r],
  ],
  cross: (r) => {
    const [long, short] = [1.2 * r, 0.4 * r];
    return [
      [long, short],
      [short, short],
      [short, long],
      [-short, long],
      [-short, short],
      [-long, short],
      [-long, -short],
      [-short, -short],
      [-short, -long],
      [short, -long],
      [short, -short],
      [long, -short],
    ];
  },
  x: (r) => {
    const [a, b] = [(0.8 * r) / Math.sqrt(2), (0.8 * r * 2) / Math.sqrt(2)];
    return [
      [0, a],
      [a, b],
      [b, a],
      [a, 0],
      [b, -a],
      [a, -b],
      [0, -a],
      [-a, -b],
      [-b, -a],
      [-a, 0],
      [-b, a],
      [-a, b],
    ];
  },
  star: (r) =>
    Array.from({ length: 10 }, (_, i) => {
      const angle = -Math.PI / 2 + (i * Math.PI) / 5;
      const reach = 1.4 * r * (i % 2 === 0 ? 1 : 0.382);
      return [reach * Math.cos(angle), reach * Math.sin(angle)] as const;
    }),
};

/** Markers made of lines, without an interior. */
const STROKES: Readonly<Record<string, (r: number) => string>> = {
  "line-ns": (r) => `m0-${round(1.4 * r)}v${round(2.8 * r)}`,
  "line-ew": (r) => `m-${round(1.4 * r)} 0h${round(2.8 * r)}`,
};

/** A kind of marker, and the path of one at a given place. */
export interface Marker {
  /** Whether it is only an outline. */
  readonly open: boolean;
  /** Whether its path is a point, which a line with round ends and the marker's size turns into a disc: the shortest way to write many. */
  readonly dot: boolean;
  readonly path: (x: number, y: number) => string;
}

/** The marker with plotly's name (`circle`, `square-open`, ...) and this diameter; undefined for unsupported names. */
export function markerOf(symbol: string, size: number): Marker | undefined {
  const open = symbol.endsWith("-open");
  const name = open ? symbol.slice(0, -"-open".length) : symbol;
  const r = size / 2;
  if (name === "circle" && !open) return { open, dot: true, path: (x, y) => `M${round(x)} ${round(y)}h0` };
  if (name === "circle") {
    const [radius, across] = [round(r), round(2 * r)];
    return {
      open,
      dot: false,
      path: (x, y) =>
        `M${round(x - r)} ${round(y)}a${radius} ${radius} 0 1 0 ${across} 0a${radius} ${radius} 0 1 0-${across} 0z`,
    };
  }
  const stroke = STROKES[name]?.(r);
  if (stroke !== undefined) return { open: true, dot: false, path: (x, y) => `M${round(x)} ${round(y)}${stroke}` };
  const outline = OUTLINES[name]?.(r);
  if (outline === undefined) return undefined;
  const [[firstX, firstY], ...rest] = outline as [readonly [number, number], ...(readonly [number, number])[]];
  const steps = rest.map(([x, y], i) => {
    const [beforeX, beforeY] = outline[i]!;
    return `${round(x - beforeX)} ${round(y - beforeY)}`;
  });
  const tail = `l${steps.join(" ").replaceAll(" -", "-")}z`;
  return { open, dot: false, path: (x, y) => `M${round(x + firstX)} ${round(y + firstY)}${tail}` };
}
