import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildKernels } from "./buildKernels.ts";
import { KERNEL_BUILD } from "../../src/wasm/kernelFiles.ts";

/**
 * Recompiles the kernels elsewhere and compares them with the committed ones byte by byte.
 * @returns the names of the files of `src/wasm/build` that differ from what the sources give, are missing, or shouldn't be there
 * @throws Error as `buildKernels` does
 */
export async function checkKernels(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "kernels-"));
  try {
    await buildKernels(folder);
    const files = new Set([folder, KERNEL_BUILD].filter(existsSync).flatMap((place) => readdirSync(place)));
    return [...files].filter((file) => !sameBytes(join(folder, file), join(KERNEL_BUILD, file))).sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sameBytes(a: string, b: string): boolean {
  return existsSync(a) && existsSync(b) && readFileSync(a).equals(readFileSync(b));
}
