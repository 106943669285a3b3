import type { Remark } from "./decodedAudio.ts";
import { textAt } from "./textAt.ts";

const HEADER = 27;
const BEGINS_STREAM = 2;
const ENDS_STREAM = 4;
/** Where a page's checksum is. */
const CHECKSUM = 22;
/** Damaged pages that overlap may be summed up until they come to so many times the file. */
const MOST_OVERLAP = 8;

/** One logical recording in an Ogg file; several may follow each other (chained). */
export interface OggLink {
  readonly codec: "vorbis" | "flac" | "opus";
  /** Its pages alone, without those of other streams in between. */
  readonly file: Uint8Array;
}

interface Page {
  readonly begin: number;
  readonly end: number;
  readonly flags: number;
  readonly serial: number;
  readonly number: number;
}

interface Stream {
  readonly serial: number;
  readonly codec: OggLink["codec"] | undefined;
  readonly pages: Page[];
}

/**
 * The recordings in an Ogg file (RFC 3533), one after the other. If several streams run in parallel (a film), the first with sound is
 * taken.
 * @throws Error if a part contains no supported sound, or damaged pages overlap again and again
 */
export function oggLinks(file: Uint8Array, remark: Remark): OggLink[] {
  const groups: Stream[][] = [];
  let latest: Page | undefined;
  for (const page of pagesOf(file)) {
    if (page.begin !== (latest?.end ?? 0))
      remark(`it is damaged: ${page.begin - (latest?.end ?? 0)} bytes are no page`);
    const begins = (page.flags & BEGINS_STREAM) !== 0;
    // All streams of a group start before any of them continues.
    if (begins && (latest === undefined || (latest.flags & BEGINS_STREAM) === 0)) groups.push([]);
    latest = page;
    const group = groups.at(-1);
    if (begins) group!.push({ serial: page.serial, codec: codecOf(file, page), pages: [page] });
    else group?.find(({ serial }) => serial === page.serial)?.pages.push(page);
  }
  if (latest === undefined) throw new Error("it is cut off: it holds no whole page");
  if (latest.end < file.length) remark("it is cut off or damaged at its end");
  if (groups.length === 0) throw new Error("it lacks its beginning");
  return groups.map((streams) => {
    const stream = streams.find(({ codec }) => codec !== undefined);
    if (stream?.codec === undefined) throw new Error("it is an Ogg file of another kind than Vorbis, Opus or FLAC");
    checkPages(stream.pages, remark);
    return { codec: stream.codec, file: joinPages(file, stream.pages) };
  });
}

function* pagesOf(file: Uint8Array): Generator<Page> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  let damaged = 0;
  for (let at = bytes.indexOf("OggS"); at >= 0 && at + HEADER <= file.length; at = bytes.indexOf("OggS", at)) {
    const segments = file[at + 26]!;
    const body = at + HEADER + segments;
    const end = body + file.subarray(at + HEADER, body).reduce((sum, length) => sum + length, 0);
    if (end > file.length) {
      // Truncated, or a length corrupted to be too large.
      at++;
      continue;
    }
    // A damaged page is skipped, as in libogg.
    if (!sumsUp(file, at, end)) {
      damaged += end - at;
      if (damaged > MOST_OVERLAP * file.length)
        throw new Error("it is damaged: it is full of pages that can't be read");
      at += 1;
      continue;
    }
    yield {
      begin: at,
      end,
      flags: file[at + 5]!,
      serial: bytes.readUInt32LE(at + 14),
      number: bytes.readUInt32LE(at + 18),
    };
    at = end;
  }
}

function codecOf(file: Uint8Array, page: Page): OggLink["codec"] | undefined {
  const body = page.begin + HEADER + file[page.begin + 26]!;
  if (textAt(file, body, 7) === "\x01vorbis") return "vorbis";
  if (textAt(file, body, 8) === "OpusHead") return "opus";
  if (textAt(file, body, 5) === "\x7fFLAC") return "flac";
  return undefined;
}

/** Whether a page's checksum is correct; it is computed with zeros in its own place. */
function sumsUp(file: Uint8Array, begin: number, end: number): boolean {
  const stated = new DataView(file.buffer, file.byteOffset + begin + CHECKSUM, 4).getUint32(0, true);
  let sum = 0;
  for (let at = begin; at < end; at++) {
    const byte = at >= begin + CHECKSUM && at < begin + CHECKSUM + 4 ? 0 : file[at]!;
    sum = (sum << 8) ^ CRC32[(sum >>> 24) ^ byte]!;
  }
  return sum >>> 0 === stated;
}

const CRC32 = Int32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 24;
  for (let i = 0; i < 8; i++) sum = (sum << 1) ^ (sum < 0 ? 0x04c11db7 : 0);
  return sum;
});

function checkPages(pages: readonly Page[], remark: Remark): void {
  if (pages.some((page, i) => i > 0 && page.number !== pages[i - 1]!.number + 1)) {
    remark("it is damaged: some of its pages can't be read and are left out");
  }
  if ((pages.at(-1)!.flags & ENDS_STREAM) === 0) remark("it is cut off: its last page is missing");
}

function joinPages(file: Uint8Array, pages: readonly Page[]): Uint8Array {
  const [first, last] = [pages[0]!, pages.at(-1)!];
  const isOnePiece = pages.every(({ begin }, i) => i === 0 || begin === pages[i - 1]!.end);
  if (isOnePiece) return file.subarray(first.begin, last.end);
  return Buffer.concat(pages.map(({ begin, end }) => file.subarray(begin, end)));
}
