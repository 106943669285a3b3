import { crc32, deflateSync } from "node:zlib";

/** A spectrogram as the network hears it: frames x bins, from 0 on. */
interface Spectrogram {
  readonly data: ArrayLike<number>;
  readonly frames: number;
  readonly bins: number;
}

/** The widest picture, in pixels; a longer recording has several frames a pixel. */
const WIDTH = 640;
const SHADES = 64;
/** From quiet to loud, ever lighter (after viridis, by van der Walt and Smith), so that it reads without colour too. */
const COLOURS = [
  [0x44, 0x01, 0x54],
  [0x41, 0x44, 0x87],
  [0x2a, 0x78, 0x8e],
  [0x22, 0xa8, 0x84],
  [0x7a, 0xd1, 0x51],
  [0xfd, 0xe7, 0x25],
] as const;

/** A spectrogram as a picture (PNG with a palette): time from left to right, its bands from bottom to top, the loudest the lightest. */
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
  // Each line begins with its filter: none.
  const lines = Buffer.alloc(bins * (width + 1));
  for (let y = 0; y < bins; y++) {
    for (let x = 0; x < width; x++) {
      const share = most > 0 ? means[(bins - 1 - y) * width + x]! / most : 0;
      lines[y * (width + 1) + 1 + x] = Math.round(share * (SHADES - 1));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(bins, 4);
  // 8 bits a pixel, which is a place in the palette.
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(Array.from({ length: SHADES }, (_, i) => shade(i / (SHADES - 1))).flat())),
    chunk("IDAT", deflateSync(lines, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function shade(share: number): number[] {
  const at = share * (COLOURS.length - 1);
  const low = Math.min(Math.floor(at), COLOURS.length - 2);
  return COLOURS[low]!.map((value, i) => Math.round(value + (at - low) * (COLOURS[low + 1]![i]! - value)));
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
