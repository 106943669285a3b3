import type { AudioPiece, Remark } from "./decodedAudio.ts";
import { decodeFlac } from "./decodeFlac.ts";
import { decodeInChunks } from "./decodeInChunks.ts";
import { oggLinks } from "./oggLinks.ts";

/** Decodes Ogg files of Vorbis (with libvorbis) or FLAC, chained ones too: each link has a decoder of its own. */
export async function* decodeOgg(file: Uint8Array, remark: Remark): AsyncGenerator<AudioPiece> {
  for (const link of oggLinks(file, remark)) {
    if (link.codec === "opus")
      throw new Error("it is an Ogg Opus file: convert it to MP3, WAV, FLAC or Ogg Vorbis first");
    if (link.codec === "flac") yield* decodeFlac(link.file);
    else {
      const { OggVorbisDecoder } = await import("@wasm-audio-decoders/ogg-vorbis");
      yield* decodeInChunks(new OggVorbisDecoder(), link.file);
    }
  }
}
