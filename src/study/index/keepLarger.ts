import { readFile } from "node:fs/promises";
import type { Results } from "./results.ts";

/**
 * What to tell instead of writing the results of a run of some notebooks only: `results.json` from an earlier run measures more
 * figures, and would be lost. Undefined where it may be written: nothing is there, nothing that can be read, or no more than this.
 */
export async function keepLarger(path: string, results: Results): Promise<string | undefined> {
  const earlier = await measuredIn(path);
  const now = countMeasured(results);
  if (earlier <= now) return undefined;
  return `${path}: kept, it has ${earlier} measured figures and this run has ${now}; run all notebooks to replace it, or name another --out`;
}

async function measuredIn(path: string): Promise<number> {
  try {
    return countMeasured(JSON.parse(await readFile(path, "utf8")) as Results);
  } catch {
    return 0;
  }
}

function countMeasured({ figures }: Results): number {
  return figures.filter(({ measured }) => measured !== null).length;
}
