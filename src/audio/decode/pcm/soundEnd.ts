import type { Remark } from "../decodedAudio.ts";

/**
 * Where sound that should be `size` bytes long ends: at the end of the file at the latest, with a remark if that is too early.
 * @param size Infinity if the format says that it continues to the end
 */
export function soundEnd(file: Uint8Array, begin: number, size: number, remark: Remark): number {
  const there = Math.max(0, file.length - begin);
  if (size === Infinity || size <= there) return begin + Math.min(size, there);
  remark(`it is cut off: ${percent(there / size)} of its sound are there`);
  return file.length;
}

function percent(share: number): string {
  return `${Math.floor(1000 * share) / 10} %`;
}
