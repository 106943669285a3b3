import { printable } from "../printable.ts";
import type { AudioPiece, Remark } from "./decodedAudio.ts";
import { checkRest } from "./pcm/checkRest.ts";
import { isReadable, type PcmLayout, readPcm } from "./pcm/readPcm.ts";
import { soundEnd } from "./pcm/soundEnd.ts";
import { textAt } from "./textAt.ts";

interface Common extends PcmLayout {
  readonly frames: number;
}

/** The codings of AIFF-C other than big-endian integers. */
const CODINGS: Readonly<Record<string, Pick<PcmLayout, "coding" | "isLittleEndian">>> = {
  sowt: { coding: "signed", isLittleEndian: true },
  "raw ": { coding: "unsigned", isLittleEndian: false },
  fl32: { coding: "float", isLittleEndian: false },
  FL32: { coding: "float", isLittleEndian: false },
  fl64: { coding: "float", isLittleEndian: false },
  FL64: { coding: "float", isLittleEndian: false },
  alaw: { coding: "alaw", isLittleEndian: false },
  ALAW: { coding: "alaw", isLittleEndian: false },
  ulaw: { coding: "mulaw", isLittleEndian: false },
  ULAW: { coding: "mulaw", isLittleEndian: false },
};
const WHOLE = ["NONE", "twos", "in24", "in32"];

/**
 * Reads AIFF and AIFF-C: PCM of 8 to 32 bits in either byte order, float, A-law and mu-law.
 * @throws Error that says what is wrong with the file
 */
export function* decodeAiff(file: Uint8Array, remark: Remark): Generator<AudioPiece> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let common: Common | undefined;
  let sound: { readonly begin: number; readonly size: number } | undefined;
  const nextOf = (at: number): number => {
    const size = view.getUint32(at + 4);
    return at + 8 + size + (size & 1);
  };
  let at = 12;
  for (; at + 8 <= file.length && !(common && sound); at = nextOf(at)) {
    const [id, size] = [textAt(file, at), view.getUint32(at + 4)];
    if (id === "COMM") common = readCommon(file, at + 8, size);
    if (id === "SSND" && at + 16 <= file.length) {
      const offset = view.getUint32(at + 8);
      sound = { begin: at + 16 + offset, size: size - 8 - offset };
    }
  }
  if (common === undefined) throw new Error("it has no COMM chunk");
  if (sound === undefined) throw new Error("it has no SSND chunk");
  const size = common.frames * common.channels * common.bytes;
  if (Math.abs(size - sound.size) > 1) remark("its header contradicts itself: its two chunks state different lengths");
  yield* readPcm(file, sound.begin, soundEnd(file, sound.begin, Math.min(size, sound.size), remark), common);
  checkRest(file, at, remark, { header: 8, nextOf });
}

function readCommon(file: Uint8Array, at: number, size: number): Common {
  if (size < 18 || at + size > file.length) throw new Error("its COMM chunk is cut off");
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const [channels, frames, bits] = [view.getUint16(at), view.getUint32(at + 2), view.getUint16(at + 6)];
  const compression = size >= 22 ? textAt(file, at + 18) : "NONE";
  const { coding, isLittleEndian } = WHOLE.includes(compression)
    ? { coding: "signed" as const, isLittleEndian: false }
    : (CODINGS[compression] ?? {});
  // Some writers state 16 bits, the size of the samples before coding.
  const bytes = coding === "alaw" || coding === "mulaw" ? 1 : Math.ceil(bits / 8);
  if (coding === undefined || isLittleEndian === undefined || !isReadable(coding, bytes)) {
    throw new Error(`its samples are coded as "${printable(compression)}" with ${bits} bits, which is not read`);
  }
  if (channels === 0) throw new Error("its COMM chunk says it has no channels");
  return { coding, bytes, channels, sampleRate: readExtended(view, at + 8), frames, isLittleEndian };
}

/** An 80-bit number (IEEE 754 extended); a sample rate needs its first 48 bits. */
function readExtended(view: DataView, at: number): number {
  return view.getUint32(at + 2) * 2 ** ((view.getUint16(at) & 0x7fff) - 16383 - 31);
}
