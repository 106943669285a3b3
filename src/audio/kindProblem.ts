import type { Stats } from "node:fs";

/** Why something can't be read as a file (a pipe would be waited for, a device has no end), or undefined where it is one. */
export function kindProblem(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isDirectory()) return "it is a folder";
  if (stats.isFIFO()) return "it is a pipe, no file";
  if (stats.isSocket()) return "it is a socket, no file";
  return "it is a device, no file";
}
