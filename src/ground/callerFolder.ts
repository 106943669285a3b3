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
