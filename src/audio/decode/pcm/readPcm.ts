import type { AudioPiece } from "../decodedAudio.ts";
import { ALAW, MULAW } from "./g711.ts";

/** The layout of plain samples: a block has one sample of each channel, each in `bytes` bytes, using the highest bits. */
export interface PcmLayout {
  readonly sampleRate: number;
  readonly channels: number;
  readonly coding: "signed" | "unsigned" | "float" | "alaw" | "mulaw";
  readonly bytes: number;
  readonly isLittleEndian: boolean;
}

/** Samples per piece. */
const PIECE = 1 << 18;

type ReadSample = (view: DataView, at: number, isLittleEndian: boolean) => number;

/** How to read a sample of each coding and size; full scale becomes 1. */
const READERS: Readonly<Record<string, ReadSample>> = {
  unsigned1: (view, at) => (view.getUint8(at) - 128) / 128,
  signed1: (view, at) => view.getInt8(at) / 128,
  signed2: (view, at, little) => view.getInt16(at, little) / 32768,
  signed3: (view, at, little) =>
    (little
      ? view.getUint16(at, true) + view.getInt8(at + 2) * 65536
      : view.getInt8(at) * 65536 + view.getUint16(at + 1, false)) / 8388608,
  signed4: (view, at, little) => view.getInt32(at, little) / 2147483648,
  float4: (view, at, little) => view.getFloat32(at, little),
  float8: (view, at, little) => view.getFloat64(at, little),
  alaw1: (view, at) => ALAW[view.getUint8(at)]!,
  mulaw1: (view, at) => MULAW[view.getUint8(at)]!,
};

/** Whether samples of this coding and size can be read. */
export function isReadable(coding: PcmLayout["coding"], bytes: number): boolean {
  return `${coding}${bytes}` in READERS;
}

/** The samples between `begin` and `end`; an incomplete last block is left out. */
export function* readPcm(file: Uint8Array, begin: number, end: number, layout: PcmLayout): Generator<AudioPiece> {
  const { sampleRate, channels, coding, bytes, isLittleEndian } = layout;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const read = READERS[`${coding}${bytes}`]!;
  const blockBytes = channels * bytes;
  const blocks = Math.floor((end - begin) / blockBytes);
  for (let first = 0; first < blocks; first += PIECE) {
    const length = Math.min(PIECE, blocks - first);
    const all = Array.from({ length: channels }, (_, channel) => {
      const samples = new Float32Array(length);
      let at = begin + first * blockBytes + channel * bytes;
      for (let i = 0; i < length; i++, at += blockBytes) samples[i] = read(view, at, isLittleEndian);
      return samples;
    });
    yield { sampleRate, channels: all, whole: blocks };
  }
}
