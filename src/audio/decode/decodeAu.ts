import type { AudioPiece, Remark } from "./decodedAudio.ts";
import { checkRest } from "./pcm/checkRest.ts";
import { type PcmLayout, readPcm } from "./pcm/readPcm.ts";
import { soundEnd } from "./pcm/soundEnd.ts";

const HEADER = 24;
const UNKNOWN_LENGTH = 0xffffffff;

/** The codings of Sun's AU by number. */
const CODINGS: Readonly<Record<number, Pick<PcmLayout, "coding" | "bytes">>> = {
  1: { coding: "mulaw", bytes: 1 },
  2: { coding: "signed", bytes: 1 },
  3: { coding: "signed", bytes: 2 },
  4: { coding: "signed", bytes: 3 },
  5: { coding: "signed", bytes: 4 },
  6: { coding: "float", bytes: 4 },
  7: { coding: "float", bytes: 8 },
  27: { coding: "alaw", bytes: 1 },
};

/**
 * Reads Sun's AU, the format in which GTZAN was published: PCM, float, A-law and mu-law, big-endian.
 * @throws Error that says what is wrong with the file
 */
export function* decodeAu(file: Uint8Array, remark: Remark): Generator<AudioPiece> {
  if (file.length < HEADER) throw new Error("its header is cut off");
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const [begin, size, number, sampleRate, channels] = [4, 8, 12, 16, 20].map((at) => view.getUint32(at)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const coding = CODINGS[number];
  if (coding === undefined) throw new Error(`its samples are coded as AU's number ${number}, which is not read`);
  if (begin < HEADER) throw new Error(`its header can't be right: its sound begins at byte ${begin}`);
  if (channels === 0 || channels > 0xffff) throw new Error(`its header says it has ${channels} channels`);
  const end = soundEnd(file, begin, size === UNKNOWN_LENGTH ? Infinity : size, remark);
  yield* readPcm(file, begin, end, { ...coding, sampleRate, channels, isLittleEndian: false });
  checkRest(file, size === UNKNOWN_LENGTH ? end : begin + size, remark);
}
