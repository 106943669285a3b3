import type { AudioPiece, Remark } from "./decodedAudio.ts";
import { decodeOggFlac } from "./decodeFlac.ts";
import { decodeInChunks } from "./decodeInChunks.ts";
import { decodeOpus } from "./decodeOpus.ts";
import { oggLinks } from "./oggLinks.ts";

/** Decodes Ogg files with Vorbis (by libvorbis), Opus or FLAC, including chained ones: each link has its own decoder. */
export async function* decodeOgg(file: Uint8Array, remark: Remark): AsyncGenerator<AudioPiece> {
  for (const link of oggLinks(file, remark)) {
    if (link.codec === "opus") yield* decodeOpus(link.file, remark);
    else if (link.codec === "flac") yield* decodeOggFlac(link.file);
    else {
      const { OggVorbisDecoder } = await import("@wasm-audio-decoders/ogg-vorbis");
      yield* decodeInChunks(new OggVorbisDecoder(), link.file);
    }
  }
}
