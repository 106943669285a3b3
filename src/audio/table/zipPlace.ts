import { closeSync, openSync, readSync } from "node:fs";
import { crc32, inflateRawSync } from "node:zlib";
import { MOST_BYTES } from "../readAudio.ts";

/** Where a file is in a ZIP archive, according to the archive's directory. */
export interface ZipPlace {
  readonly name: string;
  /** Where its own header starts. */
  readonly begin: number;
  /** Its size in the archive, and unpacked, in bytes. */
  readonly packed: number;
  readonly bytes: number;
  /** 0: stored, 8: deflate, 12: bzip2 (FMA's). */
  readonly method: number;
  readonly checksum: number;
}

const HEADER = 30;
const MARK = 0x04034b50;
/** The bit in a header's flags that says that the file is encrypted. */
const ENCRYPTED = 1;

/**
 * Unpacks one file of an archive.
 * @throws Error if the archive is truncated, the file's compression method is unsupported, it is encrypted, larger than 1 GiB,
 * or its checksum is wrong
 */
export async function readZipPlace(archive: string, place: ZipPlace): Promise<Uint8Array> {
  const descriptor = openSync(archive, "r");
  try {
    const header = readAt(descriptor, place.begin, HEADER);
    if (header.readUInt32LE(0) !== MARK) throw new Error("the archive is damaged: there is no file where it says");
    if (header.readUInt16LE(6) & ENCRYPTED) throw new Error("it is encrypted: unpack the archive first");
    if (Math.max(place.packed, place.bytes) > MOST_BYTES) throw new Error("it is larger than 1 GiB");
    // The header is followed by the name and further fields, whose lengths only this header gives.
    const begin = place.begin + HEADER + header.readUInt16LE(26) + header.readUInt16LE(28);
    const content = await unpack(readAt(descriptor, begin, place.packed), place);
    if (content.length !== place.bytes || crc32(content) !== place.checksum) {
      throw new Error("its checksum in the archive is wrong: it is damaged");
    }
    return content;
  } finally {
    closeSync(descriptor);
  }
}

async function unpack(packed: Buffer, { method, bytes }: ZipPlace): Promise<Uint8Array> {
  if (method === 0) return packed;
  if (method === 8) return inflateRawSync(packed, { maxOutputLength: Math.max(1, bytes) });
  if (method !== 12) throw new Error(`it is packed by method ${method}; stored, deflate and bzip2 are read`);
  const { default: Bzip2 } = await import("@foxglove/wasm-bz2");
  bzip2 ??= Bzip2.init();
  return (await bzip2).decompress(packed, bytes);
}

let bzip2: Promise<{ decompress(packed: Uint8Array, bytes: number): Uint8Array }> | undefined;

function readAt(descriptor: number, begin: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  if (readSync(descriptor, bytes, 0, length, begin) < length) throw new Error("the archive is cut off");
  return bytes;
}
