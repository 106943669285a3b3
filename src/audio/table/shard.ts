/** One of several parts of a list of files, each for a different machine. */
export interface Shard {
  /** Which part, from 1. */
  readonly index: number;
  readonly of: number;
}

/**
 * Takes every n-th file, so that neighbours in a list, which are often equally long, go to different machines.
 * @example
 * import { filesOfShard } from "../src/audio/index.ts";
 * filesOfShard(["a.mp3", "b.mp3", "c.mp3"], { index: 1, of: 2 }); // => ["a.mp3", "c.mp3"]
 */
export function filesOfShard<File>(files: readonly File[], { index, of }: Shard): File[] {
  return files.filter((_, i) => i % of === index - 1);
}
