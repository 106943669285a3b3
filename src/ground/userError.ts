/** Something the user can fix: the one-line message is all they need to see. */
export class UserError extends Error {
  override readonly name = "UserError";
}

/** What a system reports where a disk, or a user's share of it, has no room left. */
const NO_ROOM = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/**
 * What went wrong while a file was written, for the user: when a disk is full in the middle of a file, the system's own error doesn't name
 * that file. Other errors are returned as they are.
 * @param path the file that the user knows of, which may be another than the one that was open
 * @param wayOut what to do where there is no room
 * @example
 * import { writeProblem } from "../src/ground/index.ts";
 * const error = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" });
 * String(writeProblem("scores.csv", error)); // => "UserError: scores.csv: ENOSPC: no space left on device: make room on its disk and run the command again"
 */
export function writeProblem(
  path: string,
  error: unknown,
  wayOut = "make room on its disk and run the command again",
): unknown {
  const { code = "", syscall, message, path: named } = error as NodeJS.ErrnoException;
  if (syscall === undefined) return error;
  // After a comma the system says what it was about to do.
  if (NO_ROOM.has(code)) return new UserError(`${path}: ${message.split(",")[0]}: ${wayOut}`, { cause: error });
  return named === undefined ? new UserError(`${path}: ${message}`, { cause: error }) : error;
}
