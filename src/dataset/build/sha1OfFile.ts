import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** The SHA-1 of a file, in hexadecimal. */
export async function sha1OfFile(path: string, onProgress?: (bytes: number) => void): Promise<string> {
  const hash = createHash("sha1");
  let bytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(piece as Buffer);
    onProgress?.((bytes += (piece as Buffer).length));
  }
  return hash.digest("hex");
}
