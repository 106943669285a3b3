import type { AudioPiece } from "./decodedAudio.ts";

const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;
/** Samples a piece. */
const PIECE = 1 << 18;

type ReadSample = (view: DataView, offset: number) => number;

/** How a sample of each kind is read; full scale becomes 1. */
const READERS: Readonly<Record<string, ReadSample>> = {
  [`${PCM}/8`]: (view, at) => (view.getUint8(at) - 128) / 128,
  [`${PCM}/16`]: (view, at) => view.getInt16(at, true) / 32768,
  [`${PCM}/24`]: (view, at) => (view.getUint16(at, true) + view.getInt8(at + 2) * 65536) / 8388608,
  [`${PCM}/32`]: (view, at) => view.getInt32(at, true) / 2147483648,
  [`${FLOAT}/32`]: (view, at) => view.getFloat32(at, true),
  [`${FLOAT}/64`]: (view, at) => view.getFloat64(at, true),
};

interface WavFormat {
  readonly kind: string;
  readonly channels: number;
  readonly sampleRate: number;
  readonly blockBytes: number;
}

/**
 * Reads a WAV file: PCM of 8, 16, 24 or 32 bits or float of 32 or 64, any rate and number of channels, plain or
 * extensible. A data chunk that says it is longer than the file (a recording cut off, or a stream) is read to the end.
 * @throws Error that says what is wrong with the file
 */
export function* decodeWav(file: Uint8Array): Generator<AudioPiece> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let format: WavFormat | undefined;
  for (let at = 12; at + 8 <= file.length;) {
    const id = String.fromCharCode(...file.subarray(at, at + 4));
    const size = view.getUint32(at + 4, true);
    const begin = at + 8;
    if (id === "fmt ") format = readFormat(view, begin, size);
    if (id === "data") {
      if (format === undefined) throw new Error("its data chunk comes before any fmt chunk");
      yield* readSamples(view, begin, Math.min(file.length, begin + size), format);
      return;
    }
    // Chunks are padded to an even length.
    at = begin + size + (size & 1);
  }
  throw new Error(format ? "it has no data chunk" : "it has no fmt chunk");
}

function readFormat(view: DataView, at: number, size: number): WavFormat {
  if (size < 16 || at + size > view.byteLength) throw new Error("its fmt chunk is cut off");
  const tag = view.getUint16(at, true);
  const isExtensible = tag === EXTENSIBLE && size >= 40;
  // The extension names the real coding in the first two bytes of its sub-format.
  const coding = isExtensible ? view.getUint16(at + 24, true) : tag;
  const bits = view.getUint16(at + 14, true);
  const channels = view.getUint16(at + 2, true);
  const kind = `${coding}/${bits}`;
  if (!(kind in READERS)) {
    throw new Error(`its samples are coded as format ${coding} with ${bits} bits; PCM and float are read`);
  }
  if (channels === 0) throw new Error("its fmt chunk says it has no channels");
  return { kind, channels, sampleRate: view.getUint32(at + 4, true), blockBytes: (channels * bits) / 8 };
}

function* readSamples(view: DataView, begin: number, end: number, format: WavFormat): Generator<AudioPiece> {
  const read = READERS[format.kind]!;
  const sampleBytes = format.blockBytes / format.channels;
  const blocks = Math.floor((end - begin) / format.blockBytes);
  for (let first = 0; first < blocks; first += PIECE) {
    const length = Math.min(PIECE, blocks - first);
    const channels = Array.from({ length: format.channels }, (_, channel) => {
      const samples = new Float32Array(length);
      let at = begin + first * format.blockBytes + channel * sampleBytes;
      for (let i = 0; i < length; i++, at += format.blockBytes) samples[i] = read(view, at);
      return samples;
    });
    yield { sampleRate: format.sampleRate, channels };
  }
}
