import { callDecoder } from "./callDecoder.ts";
import type { AudioPiece } from "./decodedAudio.ts";

/** The number of bytes passed to a decoder at once. */
const CHUNK = 1 << 18;

interface Decoded {
  readonly channelData: readonly Float32Array[];
  readonly samplesDecoded: number;
  readonly sampleRate: number;
  readonly bitDepth?: number;
}

/** A decoded piece, and its bits per sample if the format has them. */
export interface ChunkPiece extends AudioPiece {
  readonly bitDepth?: number | undefined;
}

/** What the FLAC and Vorbis decoders have in common. */
interface ChunkDecoder {
  readonly ready: Promise<void>;
  decode(bytes: Uint8Array): Promise<Decoded>;
  flush(): Promise<Decoded>;
  free(): void;
}

/** Feeds a file to a decoder chunk by chunk. Damaged frames are skipped, as the decoder does. */
export async function* decodeInChunks(decoder: ChunkDecoder, file: Uint8Array): AsyncGenerator<ChunkPiece> {
  await decoder.ready;
  try {
    for (let at = 0; at < file.length; at += CHUNK) {
      yield* pieceOf(await callDecoder(() => decoder.decode(file.subarray(at, at + CHUNK))));
    }
    yield* pieceOf(await callDecoder(() => decoder.flush()));
  } finally {
    decoder.free();
  }
}

function* pieceOf({ channelData, samplesDecoded, sampleRate, bitDepth }: Decoded): Generator<ChunkPiece> {
  if (samplesDecoded > 0) yield { sampleRate, channels: channelData, bitDepth };
}
