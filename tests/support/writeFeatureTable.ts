import { writeFileSync } from "node:fs";
import type { FeatureTable } from "../../src/dataset/featureTable.ts";

/** Writes a table as the CSV it could have been read from. */
export function writeFeatureTable(path: string, { X, features, filename, label }: FeatureTable): void {
  const rows = filename.map((name, row) => [
    name,
    ...X.data.subarray(row * X.columns, (row + 1) * X.columns),
    `"${label[row]!.replaceAll('"', '""')}"`,
  ]);
  writeFileSync(path, [["filename", ...features, "label"], ...rows].map((cells) => cells.join(",")).join("\n"));
}
