import { descriptorOf } from "../../schema.ts";

/** A column of the tables for listeners: `rms_var` is "Loudness (RMS), how much it changes". */
export function describeFeature(column: string): string {
  const words = descriptorOf(column)?.heard ?? column;
  return column.endsWith("_var") ? `${words}, how much it changes` : words;
}
