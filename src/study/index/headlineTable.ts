import { publishedAccuracy } from "../published/index.ts";
import { formatPercent, reportModels, type Table, table, type TableCell } from "../common/index.ts";
import type { StoryFigure } from "./storyFigure.ts";

/** The report's models on one of its tables, each with its scores by what is kept apart. */
export interface HeadlineRow {
  readonly name: string;
  readonly published: number | undefined;
  readonly random: StoryFigure;
  readonly byTrack?: StoryFigure;
  readonly byArtist?: StoryFigure;
}

/** What the notebooks find beyond the report, the best first: chosen among many models within the training folds. */
const BEST = ["learned.best", "beyond.best"];

/** The headline scores that a run has measured: on the 3-second table, else on the 30-second one; none where neither was. */
export function headlineRows(figures: readonly StoryFigure[]): readonly HeadlineRow[] {
  const find = (id: string): StoryFigure | undefined =>
    figures.find((figure) => figure.id === id && typeof figure.measured === "number");
  const rowsOf = (tableId: "3s" | "30s"): HeadlineRow[] =>
    reportModels().flatMap(({ id, label }) => {
      const figure = `headline.${tableId}.${id}`;
      const [random, byTrack, byArtist] = [find(figure), find(`${figure}.by-track`), find(`${figure}.by-artist`)];
      if (!random) return [];
      const published = publishedAccuracy(tableId, id, "test");
      return [{ name: label, published, random, ...(byTrack ? { byTrack } : {}), ...(byArtist ? { byArtist } : {}) }];
    });
  const rows = rowsOf("3s");
  return rows.length > 0 ? rows : rowsOf("30s");
}

/** The best score that nothing leaked into, with the farthest thing kept apart: artists, else tracks. */
export function bestHonest(figures: readonly StoryFigure[]): StoryFigure | undefined {
  const ids = BEST.flatMap((id) => [`${id}.by-artist`, `${id}.by-track`]);
  return ids.map((id) => figures.find((figure) => figure.id === id && figure.measured !== null)).find(Boolean);
}

/** The report's three models and the best honest one: as published, on random rows, and with tracks and artists kept apart. */
export function headlineTable(figures: readonly StoryFigure[], source: string): Table | undefined {
  const rows = headlineRows(figures);
  if (rows.length === 0) return undefined;
  const artists = rows.some(({ byArtist }) => byArtist);
  const best = bestHonest(figures);
  const score = (figure: StoryFigure | undefined): TableCell => figure?.text.measured ?? "–";
  const apart = (figure: StoryFigure | undefined): TableCell => ({ text: figure?.text.measured ?? "–", strong: true });
  const bestByArtist = best?.id.endsWith(".by-artist");
  return table({
    caption: `Accuracy ${rows[0]!.random.label.includes("30") ? "on 30-second clips" : "on 3-second segments"}: as published, on random rows like the report's, and with tracks${artists ? " or artists" : ""} kept apart.`,
    source,
    columns: [
      { heading: "" },
      { heading: "published", numeric: true },
      { heading: "random rows", numeric: true },
      { heading: "by track", numeric: true },
      ...(artists ? [{ heading: "by artist", numeric: true }] : []),
    ],
    rows: [
      ...rows.map(({ name, published, random, byTrack, byArtist }): TableCell[] => [
        name,
        published === undefined ? "–" : formatPercent(published),
        score(random),
        apart(byTrack),
        ...(artists ? [apart(byArtist)] : []),
      ]),
      ...(best
        ? [
            [
              "best honest model, whole songs",
              "–",
              "–",
              bestByArtist ? "–" : apart(best),
              ...(artists ? [bestByArtist ? apart(best) : "–"] : []),
            ],
          ]
        : []),
    ],
  });
}
