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
