import { dropVariances, type FeatureTable, sampleTracks, type SourceTables } from "../../dataset/index.ts";
import { card, type CardLines, withCard } from "../../ground/index.ts";
import { countOf, formatCount, listInWords } from "./formatNumber.ts";

/** One of the report's two tables, as far as the source has it. */
export interface ReportTable {
  /** As in figure ids. */
  readonly id: "30s" | "3s";
  /** "30-second table". */
  readonly title: string;
  /** What a row is: "clip" or "segment". */
  readonly rowNoun: string;
  /** Without variances, and with at most the requested number of rows. */
  readonly table: FeatureTable;
  /** How many rows the source has; more than the table's if it was sampled. */
  readonly sourceRows: number;
  /** Which source it comes from and how much of it: "FMA sample", "1,600 segments". */
  readonly origin: { readonly title: string; readonly rows: string };
  /** The line every chart and table gives for its data: "Data: FMA sample, 1,600 segments". */
  readonly source: string;
}

export interface ReportTablesOptions {
  /** The row limit. A larger table is sampled by whole tracks, as evenly over the genres as possible. */
  readonly maxRows?: number;
  readonly seed?: number;
}

/**
 * A source's tables as the report uses them, with variances dropped. There is at least one.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables } from "../src/study/common/index.ts";
 * const { segments } = reportTables(await loadSource(resolveSource("sample")), { maxRows: 400, seed: 1 });
 * segments!.source; // => "Data: FMA sample, 400 of 1,600 segments"
 * segments!.table.X.columns; // => 29
 */
export function reportTables(
  { source, clips, segments }: SourceTables,
  { maxRows = Infinity, seed = 0 }: ReportTablesOptions = {},
): { readonly clips?: ReportTable; readonly segments?: ReportTable; readonly all: readonly ReportTable[] } {
  const prepare = (whole: FeatureTable, id: "30s" | "3s"): ReportTable => {
    const table = sampleTracks(dropVariances(whole), maxRows, seed);
    const rowNoun = id === "30s" ? "clip" : "segment";
    const rows = countOf(whole.X.rows, rowNoun);
    const shown = table.X.rows < whole.X.rows ? `${formatCount(table.X.rows)} of ${rows}` : rows;
    const title = id === "30s" ? "30-second table" : "3-second table";
    const origin = { title: source.title, rows: shown };
    const prepared = { id, title, rowNoun, table, sourceRows: whole.X.rows, origin, source: sourceText([origin]) };
    return withCard(prepared, () => card(`The ${title}, variances dropped`, linesOf(prepared)));
  };
  const first = clips && prepare(clips, "30s");
  const second = segments && prepare(segments, "3s");
  const all = [first, second].filter((table): table is ReportTable => table !== undefined);
  return withCard({ ...(first ? { clips: first } : {}), ...(second ? { segments: second } : {}), all }, () =>
    card(
      `${source.title}, variances dropped`,
      all.map((one) => [one.title, `${formatCount(one.table.X.rows)} rows × ${one.table.X.columns} features`]),
    ),
  );
}

/** What a notebook shows for one table. */
function linesOf({ table, origin }: ReportTable): CardLines {
  return [
    ["rows", `${formatCount(table.X.rows)} × ${countOf(table.X.columns, "feature")}`],
    ["tracks", formatCount(new Set(table.track).size)],
    ["genres", new Set(table.label).size],
    ["of", `${origin.title}, ${origin.rows}`],
  ];
}

/**
 * The source line for a chart or table of several tables: "Data: FMA sample, 160 clips and 1,600 segments".
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables, sourceLine } from "../src/study/common/index.ts";
 * sourceLine(reportTables(await loadSource(resolveSource("sample"))).all); // => "Data: FMA sample, 160 clips and 1,600 segments"
 */
export function sourceLine(tables: readonly ReportTable[]): string {
  return sourceText(tables.map(({ origin }) => origin));
}

function sourceText(origins: readonly ReportTable["origin"][]): string {
  return `Data: ${origins[0]!.title}, ${listInWords(origins.map(({ rows }) => rows))}`;
}

/**
 * All genres of the given tables, sorted.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { genresOf, reportTables } from "../src/study/common/index.ts";
 * genresOf(reportTables(await loadSource(resolveSource("sample"))).all).length; // => 8
 */
export function genresOf(tables: readonly ReportTable[]): string[] {
  return [...new Set(tables.flatMap(({ table }) => table.label))].sort();
}

/**
 * Says how many tracks a figure was measured on, if that is only part of the source.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables, sampleNote } from "../src/study/common/index.ts";
 * const source = await loadSource(resolveSource("sample"));
 * sampleNote(reportTables(source, { maxRows: 400 }).segments!); // => "Measured on 400 segments of 40 whole tracks."
 * sampleNote(reportTables(source).segments!); // => undefined
 */
export function sampleNote({ table, sourceRows, rowNoun }: ReportTable): string | undefined {
  if (table.X.rows === sourceRows) return undefined;
  const tracks = new Set(table.track).size;
  return `Measured on ${countOf(table.X.rows, rowNoun)} of ${countOf(tracks, "whole track")}.`;
}
