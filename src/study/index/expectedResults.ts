import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { UserError, writeFileAtomic } from "../../ground/index.ts";
import { countOf } from "../common/index.ts";
import { formatResults, type ResultFigure, type Results } from "./results.ts";

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
  writeFileAtomic(path, formatResults(results));
}

/** How far a figure may move and count as the same: another processor or Node version may change the last bits. */
const TOLERANCE = 1e-9;

/**
 * What differs between expected and actual results, one line each; empty if they agree. Text is not compared, because it follows from
 * the figures, nor are figures of notebooks that were not run.
 * @param ran whether a notebook was run
 */
export function compareResults(expected: Results, actual: Results, ran: (notebook: string) => boolean): string[] {
  const shaOf = ({ data }: Results): string => JSON.stringify(data.sha256);
  if (shaOf(expected) !== shaOf(actual)) {
    return [`the data is another: expected ${describeData(expected)}, this run had ${describeData(actual)}`];
  }
  if (expected.seed !== actual.seed) {
    return [`the seed is another: expected ${expected.seed}, this run had ${actual.seed}`];
  }
  const now = new Map(actual.figures.map((figure) => [figure.id, figure]));
  const before = new Set(expected.figures.map(({ id }) => id));
  const moved = expected.figures
    .filter(({ notebook }) => ran(notebook))
    .flatMap((figure) => {
      const found = now.get(figure.id);
      if (!found) return [`${figure.id}: was ${write(figure.measured)}, is not measured any more`];
      const changes = differences(figure, found);
      return changes.length > 0 ? [`${figure.id}: ${changes.join("; ")}`] : [];
    });
  const added = actual.figures
    .filter(({ id, notebook }) => ran(notebook) && !before.has(id))
    .map((figure) => `${figure.id}: is new, ${write(figure.measured)} (${figure.verdict ?? "no verdict"})`);
  return [...moved, ...added];
}

function differences(expected: ResultFigure, actual: ResultFigure): string[] {
  const changes: string[] = [];
  const moves = (name: string, from: Value, to: Value): void => {
    if (!same(from, to)) changes.push(`${name} was ${write(from)}, is ${write(to)}`);
  };
  moves("measured", expected.measured, actual.measured);
  if (expected.interval === null || actual.interval === null) {
    if (expected.interval !== actual.interval) changes.push("the interval came or went");
  } else {
    moves("lower end", expected.interval[0], actual.interval[0]);
    moves("upper end", expected.interval[1], actual.interval[1]);
  }
  if (JSON.stringify(expected.published) !== JSON.stringify(actual.published)) changes.push("published is another");
  if (expected.verdict !== actual.verdict)
    changes.push(`verdict was ${expected.verdict ?? "none"}, is ${actual.verdict ?? "none"}`);
  return changes;
}

type Value = number | boolean | null;

function same(a: Value, b: Value): boolean {
  if (typeof a !== "number" || typeof b !== "number") return a === b;
  return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a));
}

function write(value: Value): string {
  return value === null ? "nothing" : typeof value === "number" ? String(Number(value.toPrecision(6))) : String(value);
}

function describeData({ data }: Results): string {
  const rows = Object.entries(data.rows).map(([table, count]) => `${table} ${count} rows`);
  return `${data.source} (${rows.join(", ")})`;
}

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
