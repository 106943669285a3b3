import type { Matrix } from "../../ground/index.ts";

/** How rotated rows become integers. */
export interface Quantisation {
  /** What a rotated row is multiplied with. */
  readonly scale: number;
  /** The largest absolute value of a centred row. */
  readonly reach: number;
}

const SAMPLE = 2048;
/** So many of the rows keep all their coordinates; what is further out than that is moved in. */
const INSIDE = 0.99;
const MARGIN = 1.25;

/**
 * The scale at which nearly all rows' coordinates along `axes` (a sample is looked at) stay within `largest`. A few
 * outliers do not make the integers of all other rows small.
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
