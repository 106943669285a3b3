import { countOf } from "./formatNumber.ts";
import type { ReportTable } from "./reportTable.ts";

/** On how many tracks a figure was measured, where that is only a part of the source. */
export function sampleNote({ table, sourceRows, rowNoun }: ReportTable): string | undefined {
  if (table.X.rows === sourceRows) return undefined;
  const tracks = new Set(table.track).size;
  return `Measured on ${countOf(table.X.rows, rowNoun)} of ${countOf(tracks, "whole track")}.`;
}
