import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));

/** The AssemblyScript sources: each file at the top level is one kernel; folders contain what kernels share. */
export const KERNEL_SOURCES = join(here, "assembly");

/** The compiled kernels, which are committed. */
export const KERNEL_BUILD = join(here, "build");

/** The file beside the compiled kernels that records the sources they were built from. */
export const KERNEL_STAMP = "sources.sha256";

/** The command that fixes a missing or stale build. */
export const BUILD_COMMAND = "npm run build:wasm";

const isSource = (file: string): boolean => file.endsWith(".ts");

/** The names of all kernels, sorted. */
export function kernelNames(): string[] {
  return readdirSync(KERNEL_SOURCES)
    .filter(isSource)
    .map((file) => file.slice(0, -".ts".length))
    .sort();
}

/** The SHA-256 of all kernel sources with their paths, or undefined if only the build was shipped. */
export function kernelSourcesHash(): string | undefined {
  if (!existsSync(KERNEL_SOURCES)) return undefined;
  const hash = createHash("sha256");
  const files = readdirSync(KERNEL_SOURCES, { recursive: true, encoding: "utf8" }).filter(isSource);
  for (const file of files.map((path) => path.replaceAll("\\", "/")).sort()) {
    hash.update(`${file}\n`).update(readFileSync(join(KERNEL_SOURCES, file)));
  }
  return hash.digest("hex");
}
