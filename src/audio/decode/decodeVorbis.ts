import type { AudioPiece } from "./decodedAudio.ts";
import { decodeInChunks } from "./decodeInChunks.ts";

/** Decodes Ogg Vorbis with libvorbis. */
export async function* decodeVorbis(file: Uint8Array): AsyncGenerator<AudioPiece> {
  const { OggVorbisDecoder } = await import("@wasm-audio-decoders/ogg-vorbis");
  yield* decodeInChunks(new OggVorbisDecoder(), file);
}
