import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { endianness } from "node:os";
import { join } from "node:path";

/** The code that makes tables, and the version of the package whose random numbers the replica is drawn with. */
const FOLDERS = ["src/dataset", "src/wasm"];
const FILES = ["src/schema.ts", "node_modules/pure-rand/package.json"];
/** Modules are loaded one after the other: a file that was changed in the last seconds before may have been loaded as it was before that. */
const LOADING = 10_000;

/**
 * SHA-256 of the code that makes tables and of what it runs on. The files are read anew at each call, as a session lives through changes.
 * @param root the project's folder
 * @param loadedAt when the modules had been loaded (milliseconds since 1970)
 * @returns undefined where the code in memory may be older than the files, or files are missing
 */
export function tableCode(root: string, loadedAt: number): string | undefined {
  const { version, versions, platform, arch } = process;
  const hash = createHash("sha256").update([version, versions.v8, platform, arch, endianness()].join(" "));
  try {
    for (const file of [...FOLDERS.flatMap((folder) => sources(root, folder)), ...FILES]) {
      const path = join(root, file);
      if (statSync(path).mtimeMs > loadedAt - LOADING) return undefined;
      const content = readFileSync(path);
      hash.update(`\n${file} ${content.length}\n`).update(content);
    }
  } catch {
    return undefined;
  }
  return hash.digest("hex");
}

/** All TypeScript files in a folder of the project and in those within, sorted. */
function sources(root: string, folder: string): string[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .sort();
}
