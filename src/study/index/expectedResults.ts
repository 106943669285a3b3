import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { UserError, writeFileAtomic } from "../../ground/index.ts";
import { compareResults } from "./compareResults.ts";
import { formatResults, type Results } from "./results.ts";

/** The most differences to list; the rest are counted. */
const TOLD = 20;

/**
 * Compares results with those in a file.
 * @param ran whether a notebook was run; figures of others are not compared
 * @throws UserError with one line for each figure that moved, or if there is no such file
 * @example
 * import { acceptResults, checkResults, loadTables, tellStory } from "../src/study/index/index.ts";
 * const tables = () => loadTables("sample");
 * const { results } = (await tellStory([], { tables, whole: true, environment: "", seed: 1 }))!;
 * await acceptResults("expected.json", results);
 * const figures = results.figures.map((figure, i) => (i === 0 ? { ...figure, measured: 8 } : figure));
 * const moved = checkResults("expected.json", { ...results, figures }, () => true);
 * await moved.catch((error: Error) => error.message.split("\n")[1]); // => "  data.30s.rows: measured was nothing, is 8"
 */
export async function checkResults(path: string, results: Results, ran: (notebook: string) => boolean): Promise<void> {
  const name = relative(process.cwd(), path);
  let expected: Results;
  try {
    expected = JSON.parse(await readFile(path, "utf8")) as Results;
  } catch (error) {
    throw new UserError(
      `${name}: can't be read (${(error as Error).message}); --accept writes it from this run's figures`,
    );
  }
  const differences = compareResults(expected, results, ran);
  if (differences.length === 0) return;
  const more = differences.length > TOLD ? [`and ${differences.length - TOLD} more`] : [];
  const lines = [...differences.slice(0, TOLD), ...more].map((line) => `  ${line}`);
  throw new UserError(
    `${differences.length === 1 ? "1 difference" : `${differences.length} differences`} to ${name}; if they are meant, --accept them:\n${lines.join("\n")}`,
  );
}

/**
 * Accepts results as the expected ones.
 * @example
 * import { acceptResults, checkResults, loadTables, tellStory } from "../src/study/index/index.ts";
 * const tables = () => loadTables("sample");
 * const { results } = (await tellStory([], { tables, whole: true, environment: "", seed: 1 }))!;
 * await acceptResults("expected.json", results);
 * await checkResults("expected.json", results, () => true); // => undefined
 */
export async function acceptResults(path: string, results: Results): Promise<void> {
  await writeFileAtomic(path, formatResults(results));
}
