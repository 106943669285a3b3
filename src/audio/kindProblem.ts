import type { Stats } from "node:fs";

/** Why something can't be read as a file (reading a pipe would block, a device has no end), or undefined if it is a file. */
export function kindProblem(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isDirectory()) return "it is a folder";
  if (stats.isFIFO()) return "it is a pipe, no file";
  if (stats.isSocket()) return "it is a socket, no file";
  return "it is a device, no file";
}
