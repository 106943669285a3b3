import { closeSync, openSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { replaceFile, replaceFileSync } from "./replaceFile.ts";

/**
 * Writes a file so that `path` holds either what it held before or the whole new content: written beside it, then renamed.
 * Missing folders are made. Where anything fails the temporary file is removed and the cause is thrown on.
 * @example
 * import { writeFileAtomic } from "../src/ground/index.ts";
 * await writeFileAtomic("scores/knn.json", JSON.stringify({ accuracy: 0.41 }));
 */
export async function writeFileAtomic(path: string, content: string | Uint8Array): Promise<void> {
  await replaceFile(path, (temporary) => writeFile(temporary, content, { flag: "wx" }));
}

/**
 * As `writeFileAtomic`, synchronously; the content may be in pieces.
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
