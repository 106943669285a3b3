import type { AudioPiece } from "./decodedAudio.ts";
import { decodeInChunks } from "./decodeInChunks.ts";

/** Decodes FLAC with libFLAC, in its own container or in Ogg. */
export async function* decodeFlac(file: Uint8Array): AsyncGenerator<AudioPiece> {
  const { FLACDecoder } = await import("@wasm-audio-decoders/flac");
  yield* decodeInChunks(new FLACDecoder(), file);
}
