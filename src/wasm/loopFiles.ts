import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));

/** The AssemblyScript sources: each file at the top level becomes a module; folders contain what several share. */
export const LOOP_SOURCES = join(here, "assembly");

/** The compiled loops, which are committed. */
export const LOOP_BUILD = join(here, "build");

/** The file beside the compiled loops that records the sources they were built from. */
export const LOOP_STAMP = "sources.sha256";

/** The command that fixes a missing or stale build. */
export const BUILD_COMMAND = "npm run build:wasm";

const isSource = (file: string): boolean => file.endsWith(".ts");

/** The names of all modules of loops, sorted. */
export function loopNames(): string[] {
  return readdirSync(LOOP_SOURCES)
    .filter(isSource)
    .map((file) => file.slice(0, -".ts".length))
    .sort();
}

/** The SHA-256 of all sources of the loops with their paths, or undefined if only the build was shipped. */
export function loopSourcesHash(): string | undefined {
  if (!existsSync(LOOP_SOURCES)) return undefined;
  const hash = createHash("sha256");
  const files = readdirSync(LOOP_SOURCES, { recursive: true, encoding: "utf8" }).filter(isSource);
  for (const file of files.map((path) => path.replaceAll("\\", "/")).sort()) {
    hash.update(`${file}\n`).update(readFileSync(join(LOOP_SOURCES, file)));
  }
  return hash.digest("hex");
}
