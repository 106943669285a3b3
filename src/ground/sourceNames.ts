import { resolve } from "node:path";

/** The data sources that have a name; any other word is a folder. `src/dataset/resolveSource.ts` explains them. */
export const SOURCE_NAMES = ["sample", "replica", "auto"] as const;

export type SourceName = (typeof SOURCE_NAMES)[number];

/**
 * Whether a name is one of the project's own sources.
 * @example
 * import { isSourceName } from "../src/ground/index.ts";
 * ["sample", "songs"].map(isSourceName); // => [true, false]
 */
export function isSourceName(source: string): source is SourceName {
  return (SOURCE_NAMES as readonly string[]).includes(source);
}

/**
 * Makes a source given by the user independent of the working folder: a name, or the absolute path of a folder.
 * @param from the folder where the command was called
 * @example
 * import { sourceFrom } from "../src/ground/index.ts";
 * sourceFrom("sample", "/home/nina"); // => "sample"
 * sourceFrom("songs", "/home/nina"); // => "/home/nina/songs"
 */
export function sourceFrom(source: string, from: string): string {
  return isSourceName(source) ? source : resolve(from, source);
}

/**
 * The folder from which the command was called: npm works in the project's folder and records the caller's in INIT_CWD. Paths from the
 * user are relative to it.
 * @example
 * import { resolve } from "node:path";
 * import { callerFolder } from "../src/ground/index.ts";
 * resolve(callerFolder(), "song.mp3"); // where someone who types "song.mp3" means it to be
 */
export function callerFolder(): string {
  return process.env.INIT_CWD ?? process.cwd();
}
