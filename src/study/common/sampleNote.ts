import { countOf } from "./formatNumber.ts";
import type { ReportTable } from "./reportTable.ts";

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
