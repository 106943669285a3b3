import type { AudioPiece } from "./decodedAudio.ts";
import { decodeInChunks } from "./decodeInChunks.ts";

/** Decodes FLAC with libFLAC, in its own container or in Ogg. */
export async function* decodeFlac(file: Uint8Array): AsyncGenerator<AudioPiece> {
  const { FLACDecoder } = await import("@wasm-audio-decoders/flac");
  for await (const { bitDepth = 16, ...piece } of decodeInChunks(new FLACDecoder(), file)) {
    for (const channel of piece.channels) rescale(channel, bitDepth);
    yield piece;
  }
}

/** The decoder divides its whole numbers by the greatest one, 2^(bits - 1) - 1; full scale is one more. */
function rescale(samples: Float32Array, bits: number): void {
  const fullScale = 2 ** (bits - 1);
  for (let i = 0; i < samples.length; i++) samples[i] = Math.round(samples[i]! * (fullScale - 1)) / fullScale;
}
