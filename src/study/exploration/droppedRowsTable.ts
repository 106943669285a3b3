import type { FeatureTable, SourceTables } from "../../dataset/index.ts";
import {
  countOf,
  formatCount,
  joinProse,
  type Markdown,
  markdown,
  type Prose,
  prose,
  type Table,
  table,
} from "../common/index.ts";

const SHOWN = 20;

/**
 * The rows dropped for missing values, with their lines in the file; only the first of them if there are many.
 * @example
 * import { droppedRowsTable } from "../src/study/exploration/index.ts";
 * const dropped = [{ filename: "song.mp3", line: 7, columns: ["tempo"] }];
 * const { text } = droppedRowsTable({ dropped }, "Data: my songs");
 * text; // => "1 row dropped for missing values. …"
 */
export function droppedRowsTable({ dropped }: Pick<FeatureTable, "dropped">, source: string): Table {
  const shown = dropped.slice(0, SHOWN);
  const which = shown.length < dropped.length ? `, the first ${SHOWN} of them` : "";
  return table({
    caption: `${countOf(dropped.length, "row")} dropped for missing values${which}.`,
    source,
    columns: [{ heading: "file name" }, { heading: "line", numeric: true }, { heading: "missing or not finite" }],
    rows: shown.map(({ filename, line, columns }) => [filename, formatCount(line), columns.join(", ")]),
  });
}

/** Says how many rows were dropped for missing values. */
export function missingValuesInWords({ clips, segments }: SourceTables): Markdown {
  const say = (title: string, table: typeof clips): Prose | undefined => {
    if (!table) return undefined;
    const { dropped, X } = table;
    if (dropped.length === 0) return prose`The ${title} has no missing value in its ${countOf(X.rows, "row")}.`;
    return prose`In the ${title} ${countOf(dropped.length, "row")} of ${formatCount(X.rows + dropped.length)} had missing values and ${dropped.length === 1 ? "was" : "were"} dropped.`;
  };
  return markdown(joinProse([say("30-second table", clips), say("3-second table", segments)]));
}
