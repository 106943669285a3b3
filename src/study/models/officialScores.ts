import { type DataSource, officialSplit, takeSplit } from "../../dataset/index.ts";
import { takeItems } from "../../ground/index.ts";
import { evaluate, type Interval } from "../../models/index.ts";
import {
  chanceOf,
  formatCount,
  formatPercent,
  formatRange,
  outcomeScore,
  type ReportModel,
  reportModels,
  type ReportTable,
  resampledWith,
  sourceLine,
  table,
  type Table,
} from "../common/index.ts";
import type { MeasuredFigure } from "../judge/index.ts";

/** One of the report's models, trained on FMA's training and validation tracks and tested on its test tracks. */
export interface OfficialScore {
  readonly model: ReportModel;
  readonly table: ReportTable;
  readonly accuracy: number;
  /** The 95 % interval under resampling of the test artists. */
  readonly interval: Interval;
  readonly trainRows: number;
  readonly testRows: number;
}

/**
 * Scores the report's models on FMA's own split; empty if the source doesn't know it.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { writeFileAtomic } from "../src/ground/index.ts";
 * import { reportTables } from "../src/study/common/index.ts";
 * import { officialScores } from "../src/study/models/index.ts";
 * const { source, clips } = await loadSource(resolveSource("sample"));
 * const rows = clips!.track.map((track, i) => `${track},${i % 4 === 0 ? "test" : "training"}`);
 * writeFileAtomic("tracks.csv", `track,split\n${rows.join("\n")}\n`);
 * const { all } = reportTables({ source, clips });
 * const scores = await officialScores({ ...source, artists: "tracks.csv" }, all, { seed: 1 });
 * scores.map(({ model, testRows, accuracy }) => [model.id, testRows, accuracy]); // => [["lr", 40, 0.275], ["knn", 40, 0.30], ["rf", 40, 0.425]]
 */
export async function officialScores(
  source: DataSource,
  tables: readonly ReportTable[],
  { k = 3, seed }: { readonly k?: number; readonly seed: number },
): Promise<OfficialScore[]> {
  const scores: OfficialScore[] = [];
  for (const one of tables) {
    const split = await officialSplit(source, one.table);
    if (!split) continue;
    const parts = takeSplit(one.table, split);
    const groups = takeItems(resampledWith(one.table), split.test);
    for (const model of reportModels({ k, seed })) {
      const outcome = { ...(await evaluate(model.create(), parts)), track: groups };
      const rows = { trainRows: split.train.length, testRows: split.test.length };
      scores.push({ model, table: one, ...outcomeScore(outcome, { seed }), ...rows });
    }
  }
  return scores;
}

/**
 * The scores as a table, one row for each table and model.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportModels, reportTables } from "../src/study/common/index.ts";
 * import { officialTable } from "../src/study/models/index.ts";
 * const [table] = reportTables(await loadSource(resolveSource("sample"))).all;
 * const score = { accuracy: 0.425, interval: { low: 0.275, high: 0.59 }, trainRows: 120, testRows: 40 };
 * const { text } = officialTable([{ model: reportModels()[2]!, table: table!, ...score }]);
 * text.split("\n").at(-1)!.split(/ {2,}/); // => ["30-second table", "RF", "120", "40", "42.5 %", "27.5 % to 59.0 %"]
 */
export function officialTable(scores: readonly OfficialScore[]): Table {
  const [first] = scores as readonly [OfficialScore];
  return table({
    caption: `Accuracy by FMA's own split; guessing scores ${formatPercent(chanceOf(first.table.table), 1)}.`,
    source: sourceLine([...new Set(scores.map(({ table }) => table))]),
    columns: [
      { heading: "table" },
      { heading: "model" },
      { heading: "training rows", numeric: true },
      { heading: "test rows", numeric: true },
      { heading: "test accuracy", numeric: true },
      { heading: "95 % interval", numeric: true },
    ],
    rows: scores.map(({ model, table, accuracy, interval, trainRows, testRows }) => [
      table.title,
      model.name,
      formatCount(trainRows),
      formatCount(testRows),
      formatPercent(accuracy, 1),
      formatRange(interval, 1),
    ]),
  });
}

/** `official.3s.knn`: the report has no figure to compare it with. */
export function officialFigures(scores: readonly OfficialScore[]): MeasuredFigure[] {
  return scores.map(({ model, table, accuracy, interval, testRows }) => ({
    id: `official.${table.id}.${model.id}`,
    label: `${model.name} on the ${table.title}, by FMA's own split`,
    measured: accuracy,
    interval,
    rows: testRows,
  }));
}
