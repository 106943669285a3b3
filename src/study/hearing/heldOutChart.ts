import { type Chart, scoresChart, genreCounts, SPLIT_COLOURS, SPLIT_NAMES, SPLIT_SYMBOLS } from "../common/index.ts";
import type { HeldOutScore } from "./heldOutScore.ts";

/** Scores with rows at random, with tracks and with artists apart: a row for each model and description. */
export function heldOutChart(title: readonly string[], scores: readonly HeldOutScore[], line: string): Chart {
  const rowOf = ({ model, description }: HeldOutScore): string => `${model}, ${description.label}`;
  const units = [...new Set(scores.map(({ by }) => by))];
  const { description, rows: kind } = scores[0]!;
  const table = description[kind];
  return scoresChart({
    title,
    source: `Data: ${line}`,
    rows: [...new Set(scores.map(rowOf))],
    series: units.map((by) => ({
      name: SPLIT_NAMES[by],
      colour: SPLIT_COLOURS[by],
      symbol: SPLIT_SYMBOLS[by],
      points: scores
        .filter((score) => score.by === by)
        .map((score) => ({ row: rowOf(score), value: score.accuracy, interval: score.interval })),
    })),
    chance: Math.max(...genreCounts(table).map(({ rows }) => rows)) / table.label.length,
    axis: "accuracy",
  });
}
