import { callDecoder } from "./callDecoder.ts";
import type { AudioPiece, Remark } from "./decodedAudio.ts";
import { decodeInChunks } from "./decodeInChunks.ts";
import { flacFrames, readFlacStart } from "./flacFrames.ts";

/** The number of frames decoded at once. */
const PIECE = 64;

/** Decodes FLAC with libFLAC. A damaged frame is skipped, and the sound continues after it. */
export async function* decodeFlac(file: Uint8Array, remark: Remark): AsyncGenerator<AudioPiece> {
  const { begin, samples } = readFlacStart(file);
  const { FLACDecoder } = await import("@wasm-audio-decoders/flac");
  const decoder = new FLACDecoder();
  await decoder.ready;
  let [damaged, decoded] = [0, 0];
  try {
    for (const frames of inPieces(flacFrames(file, begin))) {
      const whole = frames.filter((frame) => frame !== undefined);
      const piece = await callDecoder(() => decoder.decodeFrames(whole));
      damaged += frames.length - whole.length + piece.errors.length;
      decoded += piece.samplesDecoded;
      if (piece.samplesDecoded > 0) yield rescaled(piece.channelData, piece.sampleRate, piece.bitDepth);
    }
  } finally {
    decoder.free();
  }
  const missing = samples - decoded;
  if (missing > 0) remark(`it is ${damaged > 0 ? "damaged" : "cut off"}: ${missing} of ${samples} samples are missing`);
  else if (damaged > 0) remark("it is damaged: some of its frames can't be read and are left out");
}

/** Decodes FLAC in an Ogg container. */
export async function* decodeOggFlac(file: Uint8Array): AsyncGenerator<AudioPiece> {
  const { FLACDecoder } = await import("@wasm-audio-decoders/flac");
  for await (const { bitDepth = 16, sampleRate, channels } of decodeInChunks(new FLACDecoder(), file)) {
    yield rescaled(channels, sampleRate, bitDepth);
  }
}

function* inPieces<T>(items: Iterable<T>): Generator<T[]> {
  let piece: T[] = [];
  for (const item of items) {
    piece.push(item);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}

/** The decoder divides its integers by the largest one, 2^(bits - 1) - 1; full scale is one more. */
function rescaled(channels: readonly Float32Array[], sampleRate: number, bits: number): AudioPiece {
  const fullScale = 2 ** (bits - 1);
  for (const samples of channels) {
    for (let i = 0; i < samples.length; i++) samples[i] = Math.round(samples[i]! * (fullScale - 1)) / fullScale;
  }
  return { sampleRate, channels };
}
