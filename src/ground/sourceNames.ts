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
