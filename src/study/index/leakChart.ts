import {
  type Chart,
  formatPercent,
  QUIET_COLOUR,
  scoresChart,
  SPLIT_COLOURS,
  SPLIT_NAMES,
  SPLIT_SYMBOLS,
} from "../common/index.ts";
import type { HeadlineRow } from "./headlineTable.ts";
import type { StoryFigure } from "./storyFigure.ts";

/** The leak in one picture: each model as published, on random rows, and with tracks and artists kept apart, with 95 % intervals. */
export function leakChart(
  rows: readonly HeadlineRow[],
  { source, chance }: { readonly source: string; readonly chance: number },
): Chart {
  const worst = rows.reduce((most, row) => (drop(row) > drop(most) ? row : most));
  const scores = (by: "row" | "track" | "artist", of: (row: HeadlineRow) => StoryFigure | undefined) => ({
    name: SPLIT_NAMES[by],
    colour: SPLIT_COLOURS[by],
    symbol: SPLIT_SYMBOLS[by],
    points: rows.flatMap((row) => {
      const figure = of(row);
      if (typeof figure?.measured !== "number") return [];
      const { measured: value, interval } = figure;
      return [{ row: row.name, value, ...(interval ? { interval: { low: interval[0], high: interval[1] } } : {}) }];
    }),
  });
  return scoresChart({
    title: worst.byTrack
      ? [
          `${worst.name}: ${formatPercent(worst.random.measured as number)} on random rows,`,
          `${formatPercent(worst.byTrack.measured as number)} when tracks are kept apart`,
        ]
      : ["The report's models"],
    source,
    axis: "test accuracy",
    rows: rows.map(({ name }) => name),
    series: [
      {
        name: "published",
        colour: QUIET_COLOUR,
        symbol: "line-ns-open",
        points: rows.flatMap(({ name, published }) =>
          published === undefined ? [] : [{ row: name, value: published }],
        ),
      },
      scores("row", ({ random }) => random),
      scores("track", ({ byTrack }) => byTrack),
      scores("artist", ({ byArtist }) => byArtist),
    ].filter(({ points }) => points.length > 0),
    chance,
  });
}

function drop({ random, byTrack }: HeadlineRow): number {
  return (random.measured as number) - ((byTrack ?? random).measured as number);
}
