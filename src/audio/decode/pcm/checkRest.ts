import type { Remark } from "../decodedAudio.ts";
import { textAt } from "../textAt.ts";

/** How a format's chunks follow each other. */
export interface Chunks {
  /** Bytes of a chunk's header, which begins with four letters. */
  readonly header: number;
  /** Where the chunk after the one at a position starts. */
  readonly nextOf: (at: number) => number;
}

/** How another file would begin that was joined to this one, and is not read. */
const FILES = ["RIFF", "RF64", "riff", "FORM", "caff"];

/** Whether there are only chunks, or zeros, from `begin` to the end of the file. */
export function chunksFollow(file: Uint8Array, begin: number, { header, nextOf }: Chunks): boolean {
  let at = begin;
  while (at + header <= file.length && /^[\x20-\x7e]{4}$/.test(textAt(file, at)) && !FILES.includes(textAt(file, at))) {
    at = nextOf(at);
  }
  return at >= file.length || file.subarray(at).every((byte) => byte === 0);
}

/**
 * Remarks on bytes behind the sound that nothing explains: where sound was inserted, the stated length leaves as much of it out.
 * @param begin where the sound, or its chunk, ends
 * @param chunks undefined if the format has nothing behind its sound
 */
export function checkRest(file: Uint8Array, begin: number, remark: Remark, chunks?: Chunks): void {
  if (chunksFollow(file, begin, chunks ?? { header: Infinity, nextOf: (at) => at })) return;
  remark("it is damaged: behind its sound stand bytes that no chunk explains");
}
