/** The content of an MPEG audio frame's four-byte header. */
export interface MpegHeader {
  /** The size of the whole frame in bytes. */
  readonly length: number;
  readonly layer: 1 | 2 | 3;
  /** MPEG 1; otherwise one of the low sample rates of MPEG 2 and 2.5. */
  readonly isMpeg1: boolean;
  readonly sampleRate: number;
  readonly channels: 1 | 2;
  /** Samples per channel. */
  readonly samples: number;
  /** Whether a two-byte checksum follows the header. */
  readonly hasChecksum: boolean;
}

/** kbit/s by bitrate index, for layers 1 to 3 of MPEG 1, then of MPEG 2. Index 0 is "free format". */
const BITRATES = {
  mpeg1: [
    [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
    [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
    [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  ],
  mpeg2: [
    [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
    [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  ],
} as const;
const SAMPLE_RATES = [44100, 48000, 32000];

/**
 * Reads the header at `at`, or returns undefined if there is none (ISO 11172-3, 2.4.1.3).
 * @param freeLength the size of a frame without padding in free format, where no header gives it
 */
export function readMpegHeader(file: Uint8Array, at: number, freeLength?: number): MpegHeader | undefined {
  if (at + 4 > file.length || file[at] !== 0xff || (file[at + 1]! & 0xe0) !== 0xe0) return undefined;
  const version = (file[at + 1]! >> 3) & 3; // 0: MPEG 2.5, 2: MPEG 2, 3: MPEG 1
  const layer = 4 - ((file[at + 1]! >> 1) & 3);
  const bitrateIndex = file[at + 2]! >> 4;
  const rateIndex = (file[at + 2]! >> 2) & 3;
  if (version === 1 || layer === 4 || bitrateIndex === 15 || rateIndex === 3) return undefined;
  if ((bitrateIndex === 0) !== (freeLength !== undefined)) return undefined;
  const isMpeg1 = version === 3;
  const sampleRate = SAMPLE_RATES[rateIndex]! >> (isMpeg1 ? 0 : version === 2 ? 1 : 2);
  const bitrate = (BITRATES[isMpeg1 ? "mpeg1" : "mpeg2"][layer - 1]![bitrateIndex - 1] ?? 0) * 1000;
  const padding = (file[at + 2]! >> 1) & 1;
  const samples = layer === 1 ? 384 : layer === 3 && !isMpeg1 ? 576 : 1152;
  const slot = layer === 1 ? 4 : 1;
  const length = freeLength ?? Math.floor(((samples / 8) * bitrate) / sampleRate / slot) * slot;
  return {
    length: length + padding * slot,
    layer: layer as 1 | 2 | 3,
    isMpeg1,
    sampleRate,
    channels: file[at + 3]! >> 6 === 3 ? 1 : 2,
    samples,
    hasChecksum: (file[at + 1]! & 1) === 0,
  };
}

/** The longest free-format frame to look for: layer III allows 640 kbit/s, here at 32 kHz. */
const LONGEST_FREE = 2881;
const SHORTEST_FREE = 24;

/**
 * The size of a frame without padding in a free-format file that starts at `at`: the distance at which headers like the first one
 * occur, three times in a row. Undefined if they don't.
 */
export function freeFormatLength(file: Uint8Array, at: number): number | undefined {
  for (let length = SHORTEST_FREE; length <= LONGEST_FREE; length++) {
    let next = at;
    for (let i = 0; i < 3; i++) {
      const header = readMpegHeader(file, next, length);
      if (header === undefined || ((file[next + 2]! ^ file[at + 2]!) & 0xfd) !== 0) break;
      if (i === 2) return length;
      next += header.length;
    }
  }
  return undefined;
}
