import { printable } from "../printable.ts";
import type { ZipPlace } from "./zipPlace.ts";

/** A file to extract features from. */
export interface AudioFile {
  /** Where it is; for a fetched file, its address without user, password and query. */
  readonly path: string;
  /** Where it is fetched from; no message or table shows it. */
  readonly address?: string;
  /** Its place in the archive at `path`, if that is one. */
  readonly place?: ZipPlace;
  /** The name of its rows: the file's own name, or its path below the given folder if names would clash. */
  readonly name: string;
  /** The recording that its rows belong to: the name without its extension, or the whole name if files differ only in the extension. */
  readonly track: string;
  /** The name of the folder it is in, if folders name genres. */
  readonly folder?: string;
  readonly bytes: number;
  /** When it was last modified, in milliseconds since 1970; 0, like its bytes, if it is fetched. */
  readonly changed: number;
}

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
