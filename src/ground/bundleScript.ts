import { dirname } from "node:path";

/**
 * A program for browsers as one classic script, with types stripped.
 * @param entry the program's first file
 * @example
 * import { join } from "node:path";
 * import { bundleScript, writeFileAtomic } from "../src/ground/index.ts";
 * writeFileAtomic("main.ts", "document.title = `${1 as number} song`;");
 * (await bundleScript(join(process.cwd(), "main.ts"))).includes("as number"); // => false
 */
export async function bundleScript(entry: string): Promise<string> {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    // Paths in comments are relative to this folder, so that the bytes don't depend on where the project is.
    absWorkingDir: dirname(entry),
    tsconfigRaw: {},
  });
  return outputFiles[0]!.text;
}
