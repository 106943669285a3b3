import type { ZipPlace } from "./zipPlace.ts";

/** A file to extract features from. */
export interface AudioFile {
  readonly path: string;
  /** Where it stands in the archive at `path`, where that is one. */
  readonly place?: ZipPlace;
  /** How its rows are named: the file's own name, or its path below the folder given where names would clash. */
  readonly name: string;
  /** The recording that its rows belong to: the name without its ending, or all of it where files differ in nothing else. */
  readonly track: string;
  /** The name of the folder it lies in, where folders tell genres. */
  readonly folder?: string;
  readonly bytes: number;
  /** When it was last changed, in milliseconds since 1970. */
  readonly changed: number;
}
