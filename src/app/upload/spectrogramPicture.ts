import { indexedPng, VIRIDIS } from "../../ground/index.ts";

/** A spectrogram in the network's form: frames x bins, from 0 up. */
interface Spectrogram {
  readonly data: ArrayLike<number>;
  readonly frames: number;
  readonly bins: number;
}

/** The widest picture, in pixels; a longer recording has several frames per pixel. */
const WIDTH = 640;
const SHADES = 64;
/** From quiet to loud with increasing lightness, so that it is readable without colour too. */
const COLOURS = VIRIDIS.map((hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)));

/** A spectrogram as a picture (PNG with a palette): time from left to right, bands from bottom to top, the loudest lightest. */
export function spectrogramPicture({ data, frames, bins }: Spectrogram): Buffer {
  const width = Math.min(WIDTH, frames);
  const means = new Float64Array(width * bins);
  let most = 0;
  for (let x = 0; x < width; x++) {
    const [begin, end] = [Math.floor((x * frames) / width), Math.floor(((x + 1) * frames) / width)];
    for (let bin = 0; bin < bins; bin++) {
      let sum = 0;
      for (let frame = begin; frame < end; frame++) sum += data[frame * bins + bin]!;
      const mean = sum / (end - begin);
      means[bin * width + x] = mean;
      most = Math.max(most, mean);
    }
  }
  const shades = new Uint8Array(bins * width);
  for (let y = 0; y < bins; y++) {
    for (let x = 0; x < width; x++) {
      const share = most > 0 ? means[(bins - 1 - y) * width + x]! / most : 0;
      shades[y * width + x] = Math.round(share * (SHADES - 1));
    }
  }
  const palette = Uint8Array.from(Array.from({ length: SHADES }, (_, i) => shade(i / (SHADES - 1))).flat());
  return indexedPng(shades, width, bins, palette);
}

function shade(share: number): number[] {
  const at = share * (COLOURS.length - 1);
  const low = Math.min(Math.floor(at), COLOURS.length - 2);
  return COLOURS[low]!.map((value, i) => Math.round(value + (at - low) * (COLOURS[low + 1]![i]! - value)));
}
