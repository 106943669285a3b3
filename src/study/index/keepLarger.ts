import { readFile } from "node:fs/promises";
import { countOf } from "../common/index.ts";
import type { Results } from "./results.ts";

/**
 * Explains why the results of a run of only some notebooks are not written: `results.json` from an earlier run has more figures, which
 * would be lost. Undefined if they may be written, because nothing readable is there or it has no more figures than this run.
 * @example
 * import { acceptResults, keepLarger, loadTables, tellStory } from "../src/study/index/index.ts";
 * const tables = () => loadTables("sample");
 * const { results } = (await tellStory([], { tables, whole: true, environment: "", seed: 1 }))!;
 * const figures = results.figures.map((figure, i) => (i === 0 ? { ...figure, measured: 8 } : figure));
 * await acceptResults("results.json", { ...results, figures });
 * await keepLarger("results.json", results); // => "results.json: kept, it has 1 measured figure and this run has 0; …"
 */
export async function keepLarger(path: string, results: Results): Promise<string | undefined> {
  const earlier = await measuredIn(path);
  const now = countMeasured(results);
  if (earlier <= now) return undefined;
  return `${path}: kept, it has ${countOf(earlier, "measured figure")} and this run has ${now}; run all notebooks to replace it, or name another --out`;
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
