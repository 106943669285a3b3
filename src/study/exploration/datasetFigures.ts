import type { SourceTables } from "../../dataset/index.ts";
import { MEAN_FEATURES } from "../../schema.ts";
import type { SplitOverlap } from "./splitOverlap.ts";
import { featureColumn } from "../common/index.ts";
import { SAMPLE_ROW_FIGURES } from "../published/index.ts";
import type { MeasuredFigure } from "../judge/index.ts";

/** What section 2 says about the tables: rows, genres, elements, features. */
export function datasetFigures({ clips, segments }: SourceTables): MeasuredFigure[] {
  const main = (segments ?? clips)!;
  const kept = main.features.filter((name) => MEAN_FEATURES.includes(name)).length;
  const rows = (id: string, table: typeof clips, title: string): MeasuredFigure =>
    table ? { id, measured: table.X.rows } : { id, measured: null, note: `This source has no ${title} table.` };
  return [
    rows("data.30s.rows", clips, "30-second"),
    rows("data.3s.rows", segments, "3-second"),
    rows("data.3s.rows.exact", segments, "3-second"),
    { id: "data.genres", measured: new Set(main.label).size },
    { id: "data.elements", measured: kept },
    { id: "data.columns", measured: main.features.length },
    { id: "data.columns.kept", measured: kept },
    segments
      ? { id: "data.segments-per-track", measured: mostFrequent([...countEach(segments.track).values()]) }
      : { id: "data.segments-per-track", measured: null, note: "This source has no 3-second table." },
  ];
}

/** The values of the five rows the report prints, if the table has them. */
export function sampleRowFigures({ segments }: SourceTables): MeasuredFigure[] {
  return SAMPLE_ROW_FIGURES.map(({ id }) => {
    const [, stem, column] = id.split(".") as [string, string, string];
    const row = segments?.filename.findIndex((name) => name.replace(/\.\w+$/, "") === stem) ?? -1;
    if (!segments || row < 0)
      return { id, measured: null, note: "This source has no such row: the report's first track, 000574." };
    if (!segments.features.includes(column))
      return { id, measured: null, note: `This source has no column ${column}.` };
    return { id, measured: featureColumn(segments, column)[row]! };
  });
}

/** The shares of the random-row split as they came out. */
export function splitFigures({ rows }: SplitOverlap): MeasuredFigure[] {
  const kept = rows.train + rows.test;
  return [
    { id: "split.holdout", measured: rows.holdout / (kept + rows.holdout) },
    { id: "split.test", measured: rows.test / kept },
  ];
}

/** How often each value occurs. */
function countEach<Value>(values: readonly Value[]): ReadonlyMap<Value, number> {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function mostFrequent(values: readonly number[]): number {
  return [...countEach(values)].reduce((most, entry) => (entry[1] > most[1] ? entry : most))[0];
}
