import type { Matrix } from "../../ground/index.ts";

/** How rotated rows become integers. */
export interface Quantisation {
  /** The factor applied to a rotated row. */
  readonly scale: number;
  /** The largest absolute value in the centred rows. */
  readonly reach: number;
}

const SAMPLE = 2048;
/** The share of rows whose coordinates are all kept; coordinates further out are clamped. */
const INSIDE = 0.99;
const MARGIN = 1.25;

/**
 * The scale at which nearly all rows' coordinates along `axes` stay within `largest`, estimated from a sample. It ignores a few
 * outliers, which would make the integers of all other rows small.
 */
export function quantisation(
  { data, rows, columns }: Matrix,
  mean: Float64Array,
  axes: Float64Array,
  largest: number,
): Quantisation {
  let reach = 0;
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, at++) reach = Math.max(reach, Math.abs(data[at]! - mean[j]!));
  }
  const step = Math.max(1, Math.floor(rows / SAMPLE));
  const extents: number[] = [];
  for (let i = 0; i < rows; i += step) {
    let extent = 0;
    for (let c = 0; c < columns; c++) {
      let coordinate = 0;
      for (let j = 0; j < columns; j++) coordinate += axes[c * columns + j]! * (data[i * columns + j]! - mean[j]!);
      extent = Math.max(extent, Math.abs(coordinate));
    }
    extents.push(extent);
  }
  extents.sort((a, b) => a - b);
  const usual = extents[Math.floor((extents.length - 1) * INSIDE)]! * MARGIN;
  const extent = usual > 0 ? usual : reach;
  const scale = largest / extent;
  return { scale: Number.isFinite(scale) ? scale : 1, reach };
}
