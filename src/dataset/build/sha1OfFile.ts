import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/**
 * The SHA-1 of a file, in hexadecimal.
 * @throws the signal's reason if it was stopped
 */
export async function sha1OfFile(
  path: string,
  onProgress?: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  const hash = createHash("sha1");
  let bytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20, ...(signal && { signal }) })) {
    hash.update(piece as Buffer);
    onProgress?.((bytes += (piece as Buffer).length));
  }
  return hash.digest("hex");
}
