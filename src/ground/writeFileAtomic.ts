import { closeSync, openSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { replaceFile, replaceFileSync } from "./replaceFile.ts";

/**
 * Writes a file atomically: `path` has either its old content or the complete new one, because a temporary file is written beside it
 * and then renamed. Missing folders are created. If anything fails, the temporary file is removed and the error rethrown; where the disk
 * is full, as one that names `path`.
 * @example
 * import { writeFileAtomic } from "../src/ground/index.ts";
 * await writeFileAtomic("scores/knn.json", JSON.stringify({ accuracy: 0.41 }));
 */
export async function writeFileAtomic(path: string, content: string | Uint8Array): Promise<void> {
  await replaceFile(path, (temporary) => writeFile(temporary, content, { flag: "wx" }));
}

/**
 * Like `writeFileAtomic`, but synchronous; the content may be in pieces.
 * @example
 * import { writeFileAtomicSync } from "../src/ground/index.ts";
 * writeFileAtomicSync("scores/knn.json", JSON.stringify({ accuracy: 0.41 }));
 */
export function writeFileAtomicSync(path: string, content: string | Uint8Array | readonly Uint8Array[]): void {
  const pieces = typeof content === "string" || content instanceof Uint8Array ? [content] : content;
  replaceFileSync(path, (temporary) => {
    const file = openSync(temporary, "wx");
    try {
      for (const piece of pieces) writeFileSync(file, piece);
    } finally {
      closeSync(file);
    }
  });
}
