import type { FeatureTable, SourceTables } from "../../dataset/index.ts";
import { MEAN_FEATURES } from "../../schema.ts";
import { findPublished, formatPublished } from "../published/index.ts";
import { formatCount, type Table, table } from "../common/index.ts";

/** What the report says about its own data (section 2); a dash if it says nothing. */
function published(id: string): string {
  const figure = findPublished(id)!;
  return formatPublished(figure.statements[0].value, figure.format, figure.step);
}

const PUBLISHED = (["30s", "3s"] as const).map((table) => ({
  rows: published(`data.${table}.rows`),
  genres: published("data.genres"),
  kept: published("data.elements"),
}));

/**
 * What a source contains, table by table, beside what the report says about its own data.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { datasetTable } from "../src/study/exploration/index.ts";
 * const { text } = datasetTable(await loadSource(resolveSource("sample")));
 * text.split("\n")[4]!.split(/ {2,}/); // => ["tracks", "–", "160", "–", "160"]
 */
export function datasetTable({ source, clips, segments }: SourceTables): Table {
  const present = [
    { title: "30-second", table: clips, published: PUBLISHED[0]! },
    { title: "3-second", table: segments, published: PUBLISHED[1]! },
  ].filter((one): one is typeof one & { table: FeatureTable } => one.table !== undefined);
  const line = (
    name: string,
    publishedKey: keyof (typeof PUBLISHED)[number] | undefined,
    count: (table: FeatureTable) => number,
  ): string[] => [
    name,
    ...present.flatMap((one) => [
      publishedKey === undefined ? "–" : one.published[publishedKey],
      formatCount(count(one.table)),
    ]),
  ];
  return table({
    caption: "What the tables hold, in the report and here.",
    source: `Data: ${source.title}`,
    columns: [
      { heading: "" },
      ...present.flatMap(({ title }) => [
        { heading: "report", group: `${title} table`, numeric: true },
        { heading: "here", group: `${title} table`, numeric: true },
      ]),
    ],
    rows: [
      line("rows", "rows", ({ X }) => X.rows),
      line("tracks", undefined, ({ track }) => new Set(track).size),
      line("genres", "genres", ({ label }) => new Set(label).size),
      line("artists known", undefined, ({ artist }) => new Set(artist?.filter((name) => name !== null)).size),
      line("features", undefined, ({ features }) => features.length),
      line(
        "features without variances",
        "kept",
        ({ features }) => features.filter((name) => MEAN_FEATURES.includes(name)).length,
      ),
      line("rows dropped for missing values", undefined, ({ dropped }) => dropped.length),
    ],
  });
}
