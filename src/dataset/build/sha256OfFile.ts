import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** The SHA-256 of a table, in hexadecimal. */
export function sha256OfFile(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}
