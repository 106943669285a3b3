import { printable } from "../printable.ts";
import type { AudioFile } from "./audioFile.ts";

/** The seconds allowed for any file, plus more per megabyte: hundreds of times what is needed. */
const SECONDS = 300;
const SECONDS_A_MEGABYTE = 60;
/** The assumed size of a file whose size is only known once it is fetched. */
const UNKNOWN_MEGABYTES = 100;

/**
 * The time limit for extracting a file, in milliseconds. A decoder that never ends must not hold up the others.
 * @param seconds overrides the usual limit
 */
export function timeLimit({ bytes, address }: Pick<AudioFile, "bytes" | "address">, seconds?: number): number {
  const megabytes = address === undefined ? Math.ceil(bytes / 1e6) : UNKNOWN_MEGABYTES;
  return 1000 * (seconds ?? SECONDS + megabytes * SECONDS_A_MEGABYTE);
}

/** Why a file is skipped that took longer. */
export function tookTooLong({ path, place }: Pick<AudioFile, "path" | "place">, milliseconds: number): string {
  const seconds = milliseconds / 1000;
  const limit = seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
  return `${printable(place ? `${path}/${place.name}` : path)}: it was not done after ${limit} and is given up (--timeout sets another limit)`;
}
