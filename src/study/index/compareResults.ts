import type { ResultFigure, Results } from "./results.ts";

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
