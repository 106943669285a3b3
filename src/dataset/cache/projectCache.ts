import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { CACHE_OFF, CACHE_VARIABLE } from "./cacheVariable.ts";
import { TableCache } from "./tableCache.ts";
import { tableCode } from "./tableCode.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const FOLDER = ".cache/tables";

/**
 * The cache in the project's folder, wherever the process works. It holds for what is loaded now: a later load asks anew.
 * @param loadedAt when the modules that make tables had been loaded (milliseconds since 1970)
 */
export function projectCache(loadedAt: number): TableCache | undefined {
  const set = process.env[CACHE_VARIABLE];
  if (set === CACHE_OFF) return undefined;
  const folder = set === undefined || set === "" ? join(ROOT, FOLDER) : resolve(ROOT, set);
  return new TableCache({ folder, code: () => tableCode(ROOT, loadedAt) });
}
