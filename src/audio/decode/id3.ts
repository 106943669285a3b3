import { textAt } from "./textAt.ts";

/** The size of an ID3v1 tag, which is at the end of a file, in bytes. */
const ID3V1 = 128;

/** Where the sound starts after the ID3v2 tags. A tag that claims to be longer than the file is ignored. */
export function afterId3(file: Uint8Array, begin = 0): number {
  let at = begin;
  while (at + 10 <= file.length && textAt(file, at, 3) === "ID3") {
    const [a, b, c, d] = file.subarray(at + 6, at + 10) as unknown as [number, number, number, number];
    const size = (a & 127) * 2 ** 21 + (b & 127) * 2 ** 14 + (c & 127) * 2 ** 7 + (d & 127);
    const next = at + 10 + size + (file[at + 5]! & 0x10 ? 10 : 0);
    if (next > file.length) return at + 10;
    at = next;
  }
  return at;
}

/** Where the sound ends before an ID3v1 tag. */
export function beforeId3(file: Uint8Array): number {
  return textAt(file, file.length - ID3V1, 3) === "TAG" ? file.length - ID3V1 : file.length;
}
