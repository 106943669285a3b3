import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildLoops } from "./buildLoops.ts";
import { LOOP_BUILD } from "../../src/wasm/loopFiles.ts";

/**
 * Recompiles the loops elsewhere and compares them with the committed ones byte by byte.
 * @returns the names of the files of `src/wasm/build` that differ from what the sources give, are missing, or shouldn't be there
 * @throws Error as `buildLoops` does
 */
export async function checkLoops(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "loops-"));
  try {
    await buildLoops(folder);
    const files = new Set([folder, LOOP_BUILD].filter(existsSync).flatMap((place) => readdirSync(place)));
    return [...files].filter((file) => !sameBytes(join(folder, file), join(LOOP_BUILD, file))).sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sameBytes(a: string, b: string): boolean {
  return existsSync(a) && existsSync(b) && readFileSync(a).equals(readFileSync(b));
}
