import { printable } from "../printable.ts";
import type { AudioPiece, Remark } from "./decodedAudio.ts";
import { checkRest } from "./pcm/checkRest.ts";
import { isReadable, type PcmLayout, readPcm } from "./pcm/readPcm.ts";
import { soundEnd } from "./pcm/soundEnd.ts";
import { textAt } from "./textAt.ts";

const HEADER = 12;
const DESCRIPTION = 32;
const IS_FLOAT = 1;
const IS_LITTLE_ENDIAN = 2;

/**
 * Reads Apple's Core Audio Format: PCM, float, A-law and mu-law.
 * @throws Error that says what is wrong with the file
 */
export function* decodeCaf(file: Uint8Array, remark: Remark): Generator<AudioPiece> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let layout: PcmLayout | undefined;
  const sizeOf = (at: number): number => {
    const [high, low] = [view.getInt32(at + 4), view.getUint32(at + 8)];
    return high < 0 ? Infinity : high * 2 ** 32 + low;
  };
  for (let at = 8; at + HEADER <= file.length;) {
    const [id, size] = [textAt(file, at), sizeOf(at)];
    const begin = at + HEADER;
    if (id === "desc") layout = readDescription(file, begin);
    if (id === "data") {
      if (layout === undefined) throw new Error("its data chunk comes before any desc chunk");
      // A four-byte number precedes the sound.
      yield* readPcm(file, begin + 4, soundEnd(file, begin + 4, size - 4, remark), layout);
      checkRest(file, begin + size, remark, { header: HEADER, nextOf: (next) => next + HEADER + sizeOf(next) });
      return;
    }
    at = begin + size;
  }
  throw new Error(layout ? "it has no data chunk" : "it has no desc chunk");
}

function readDescription(file: Uint8Array, at: number): PcmLayout {
  if (at + DESCRIPTION > file.length) throw new Error("its desc chunk is cut off");
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const format = textAt(file, at + 8);
  const flags = view.getUint32(at + 12);
  const [packet, channels, bits] = [view.getUint32(at + 16), view.getUint32(at + 24), view.getUint32(at + 28)];
  const codings: Readonly<Record<string, PcmLayout["coding"]>> = {
    lpcm: flags & IS_FLOAT ? "float" : "signed",
    alaw: "alaw",
    ulaw: "mulaw",
  };
  const coding = codings[format];
  const bytes = packet / channels;
  if (coding === undefined || !isReadable(coding, bytes) || bits > 8 * bytes) {
    throw new Error(`its samples are coded as "${printable(format)}" with ${bits} bits, which is not read`);
  }
  return { coding, bytes, channels, sampleRate: view.getFloat64(at), isLittleEndian: (flags & IS_LITTLE_ENDIAN) !== 0 };
}
