import type { Remark } from "../decodedAudio.ts";

/**
 * Where the sound ends that should be `size` bytes long: no later than the file, which is told where that is too early.
 * @param size Infinity where the format says that it goes on to the end
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
