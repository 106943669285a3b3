import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** Where real data that may not be committed stands on a developer's machine: beside the checkout. */
export const SHARED_DATA = resolve(import.meta.dirname, "../../../shared/data");

/** The reason to skip a test that needs `path` below the shared data, or false where it is there. */
export function skipWithoutSharedData(path: string): string | false {
  return existsSync(resolve(SHARED_DATA, path)) ? false : `needs ../shared/data/${path}, which is not here`;
}
