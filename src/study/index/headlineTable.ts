import { publishedAccuracy } from "../published/index.ts";
import type { SourceTables } from "../../dataset/index.ts";
import { formatPercent, hasLearnedFeatures, reportModels, type Table, table, type TableCell } from "../common/index.ts";
import type { StoryFigure } from "./collectFigures.ts";

/** One of the report's models on one table, with its scores by what is kept apart. */
export interface HeadlineRow {
  readonly table: "3s" | "30s";
  readonly name: string;
  readonly published: number | undefined;
  readonly random: StoryFigure;
  readonly byTrack?: StoryFigure;
  readonly byArtist?: StoryFigure;
}

/** The headline scores a run has measured: on the 3-second table, or else the 30-second one; empty if it measured neither. */
export function headlineRows(figures: readonly StoryFigure[]): readonly HeadlineRow[] {
  const find = (id: string): StoryFigure | undefined =>
    figures.find((figure) => figure.id === id && typeof figure.measured === "number");
  const rowsOf = (tableId: HeadlineRow["table"]): HeadlineRow[] =>
    reportModels().flatMap(({ id, label }) => {
      const figure = `headline.${tableId}.${id}`;
      const [random, byTrack, byArtist] = [find(figure), find(`${figure}.by-track`), find(`${figure}.by-artist`)];
      if (!random) return [];
      const published = publishedAccuracy(tableId, id, "test");
      const apart = { ...(byTrack ? { byTrack } : {}), ...(byArtist ? { byArtist } : {}) };
      return [{ table: tableId, name: label, published, random, ...apart }];
    });
  const rows = rowsOf("3s");
  return rows.length > 0 ? rows : rowsOf("30s");
}

/**
 * The best score without leakage, chosen within the training folds, with the widest group kept apart: artists, or else tracks. The
 * network's features count only if they were measured on the data at hand; otherwise that notebook used the sample.
 */
export function bestHonest(figures: readonly StoryFigure[], tables: SourceTables): StoryFigure | undefined {
  const heard = tables.source.kind === "sample" || hasLearnedFeatures(tables);
  const ids = [...(heard ? ["learned.best"] : []), "beyond.best"].flatMap((id) => [
    `${id}.by-artist`,
    `${id}.by-track`,
  ]);
  return ids.map((id) => figures.find((figure) => figure.id === id && figure.measured !== null)).find(Boolean);
}

/** The report's three models and the best score without leakage: as published, on random rows, and with tracks and artists kept apart. */
export function headlineTable(
  rows: readonly HeadlineRow[],
  { best, source }: { readonly best: StoryFigure | undefined; readonly source: string },
): Table {
  const apart = (
    [
      ["by track", ".by-track", ({ byTrack }: HeadlineRow) => byTrack],
      ["by artist", ".by-artist", ({ byArtist }: HeadlineRow) => byArtist],
    ] as const
  ).filter(([, ending, of]) => rows.some(of) || best?.id.endsWith(ending));
  const strong = (figure: StoryFigure | undefined): TableCell => ({ text: figure?.text.measured ?? "–", strong: true });
  const kept = apart.map(([heading]) => `${heading.replace("by ", "")}s`).join(" or ");
  return table({
    caption: `Accuracy on ${rows[0]!.table === "3s" ? "3-second segments" : "30-second clips"}: as published, and on random rows like the report's${kept === "" ? "" : `, and with ${kept} kept apart`}.`,
    source,
    columns: [
      { heading: "" },
      { heading: "published", numeric: true },
      { heading: "random rows", numeric: true },
      ...apart.map(([heading]) => ({ heading, numeric: true })),
    ],
    rows: [
      ...rows.map((row): TableCell[] => [
        row.name,
        row.published === undefined ? "–" : formatPercent(row.published),
        row.random.text.measured,
        ...apart.map(([, , of]) => strong(of(row))),
      ]),
      ...(best
        ? [
            [
              "best honest model, whole songs",
              "–",
              "–",
              ...apart.map(([, ending]): TableCell => (best.id.endsWith(ending) ? strong(best) : "–")),
            ],
          ]
        : []),
    ],
  });
}
