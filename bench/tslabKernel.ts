import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where tslab is installed as it is published, with a TypeScript of its own, which the project's installation lacks. */
export const TSLAB = join(import.meta.dirname, "tslab");
const PROGRAM = join(TSLAB, "node_modules/.bin/tslab");

/**
 * Writes the specification of tslab's own kernel, for Jupyter to find it on a path of its own, so that nothing is installed anywhere.
 * Started in the project's folder, tslab would take the project's packages for its own: start it elsewhere.
 * @param folder an entry of `JUPYTER_PATH`
 * @param name the kernel's
 * @returns whether there is one: `npm ci --prefix bench/tslab` installs it
 */
export function writeTslabKernel(folder: string, name: string): boolean {
  if (!existsSync(PROGRAM)) return false;
  const spec = join(folder, "kernels", name);
  mkdirSync(spec, { recursive: true });
  const argv = [PROGRAM, "kernel", "--config-path={connection_file}"];
  writeFileSync(join(spec, "kernel.json"), JSON.stringify({ argv, display_name: "tslab", language: "typescript" }));
  return true;
}
