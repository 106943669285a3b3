import { gainInterval } from "../../models/index.ts";
import {
  chanceOf,
  type Chart,
  formatGain,
  formatGainRange,
  formatPercent,
  leakChart,
  repeatedScore,
  type RepeatedScore,
  type ReportModel,
  reportModels,
  type ReportTable,
  sourceLine,
  SPLIT_NAMES,
  splitUnits,
  table,
  type Table,
  type TableCell,
} from "../common/index.ts";
import { figureId, type MeasuredFigure } from "../judge/index.ts";
import { publishedAccuracy } from "../published/index.ts";

/** One of the report's models with its repeated scores on a table, one for each way to split. */
export interface RepeatedModel {
  readonly model: ReportModel;
  readonly table: ReportTable;
  readonly scores: readonly RepeatedScore[];
}

/**
 * The project's headline: the report's models on one of its tables, on random rows, by track, and by artist if artists are known.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportTables } from "../src/study/common/index.ts";
 * import { repeatedScores } from "../src/study/models/index.ts";
 * const { clips } = reportTables(await loadSource(resolveSource("sample")));
 * const repeated = await repeatedScores(clips!, { seed: 1 });
 * repeated.map(({ model, scores }) => [model.label, scores[0]!.accuracy]); // => [["LR", 0.240], ["KNN", 0.196], ["RF", 0.300]]
 */
export async function repeatedScores(
  table: ReportTable,
  { k = 3, seed }: { readonly k?: number; readonly seed: number },
): Promise<RepeatedModel[]> {
  const found: RepeatedModel[] = [];
  for (const model of reportModels({ k, seed })) {
    const scores: RepeatedScore[] = [];
    for (const by of splitUnits(table.table)) {
      scores.push(await repeatedScore(table.table, () => model.create(), { by, seed }));
    }
    found.push({ model, table, scores });
  }
  return found;
}

/** `headline.3s.knn`, `headline.3s.knn.by-track`, `headline.3s.knn.by-artist`. */
export function repeatedFigures(repeated: readonly RepeatedModel[]): MeasuredFigure[] {
  return repeated.flatMap(({ model, table, scores }) =>
    scores.map(({ by, accuracy, interval, splits, range }) => ({
      id: figureId(`headline.${table.id}.${model.id}`, by),
      label: `${model.name} on the ${table.title}, ${splits === 1 ? "one split" : `mean of ${splits} splits`}`,
      measured: accuracy,
      interval,
      ...(splits > 1 ? { note: `Single splits: ${range.map((share) => formatPercent(share)).join(" to ")}.` } : {}),
    })),
  );
}

/**
 * The models' mean accuracies with their intervals, one row for each model and table, beside the published ones.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { repeatedScore, reportModels, reportTables } from "../src/study/common/index.ts";
 * import { repeatedChart } from "../src/study/models/index.ts";
 * const { clips } = reportTables(await loadSource(resolveSource("sample")));
 * const [, model] = reportModels();
 * const scores = [await repeatedScore(clips!.table, () => model!.create(), { by: "row", seed: 1, splits: 5 })];
 * repeatedChart([{ model: model!, table: clips!, scores }]).alt; // => "published: KNN (k=3), 30 s 46.0 %. random rows: KNN (k=3), 30 s 18.9 %. …"
 */
export function repeatedChart(repeated: readonly RepeatedModel[]): Chart {
  const [{ table: main }] = repeated as readonly [RepeatedModel];
  const rows = repeated.map(({ model, table, scores }) => ({
    name: `${model.name}, ${table.id.replace("s", " s")}`,
    published: publishedAccuracy(table.id, model.id, "test"),
    scores: scores.map(({ by, accuracy, interval }) => ({ by, value: accuracy, interval })),
  }));
  return leakChart(rows, {
    source: sourceLine([...new Set(repeated.map(({ table }) => table))]),
    chance: chanceOf(main.table),
  });
}

/**
 * How much better each model is than each other one on the same test rows, in points with 95 % intervals; one that contains 0 shows no
 * difference.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { repeatedScore, reportModels, reportTables } from "../src/study/common/index.ts";
 * import { differencesTable } from "../src/study/models/index.ts";
 * const { clips } = reportTables(await loadSource(resolveSource("sample")));
 * const repeated = [];
 * for (const model of reportModels().slice(0, 2)) {
 *   const scores = [await repeatedScore(clips!.table, () => model.create(), { by: "row", seed: 1, splits: 5 })];
 *   repeated.push({ model, table: clips!, scores });
 * }
 * differencesTable(repeated, { seed: 1 }).text.split("\n").at(-1); // => "KNN − LR  −7.8 (−16.0 to ±0.0)"
 */
export function differencesTable(repeated: readonly RepeatedModel[], { seed }: { readonly seed: number }): Table {
  const units = repeated[0]!.scores.map(({ by }) => by);
  const pairs = repeated.flatMap((one, i) => repeated.slice(i + 1).map((other) => [other, one] as const));
  const { title, source } = repeated[0]!.table;
  return table({
    caption: `Differences of accuracy on the same rows of the ${title}, in points, with 95 % intervals.`,
    source,
    columns: [{ heading: "models" }, ...units.map((by) => ({ heading: SPLIT_NAMES[by], numeric: true }))],
    rows: pairs.map(([better, other]): TableCell[] => [
      `${better.model.label} − ${other.model.label}`,
      ...units.map((by): TableCell => {
        const [one, two] = [better, other].map(({ scores }) => scores.find((score) => score.by === by)!);
        const gains = one!.correct.map((hit, row) => Number(hit) - Number(two!.correct[row]));
        const interval = gainInterval(gains, one!.drawn, { seed });
        const told = `${formatGain(one!.accuracy - two!.accuracy, 1)} (${formatGainRange(interval)})`;
        return interval.low > 0 || interval.high < 0 ? { text: told, strong: true } : told;
      }),
    ]),
  });
}
