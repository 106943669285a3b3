import { chanceOf, type Chart, scoresChart, splitSeries } from "../common/index.ts";
import type { HeldOutScore } from "./heldOutScore.ts";

/** Scores with random rows and with tracks and artists kept apart: one row per model and description. */
export function heldOutChart(title: readonly string[], scores: readonly HeldOutScore[], line: string): Chart {
  const rowOf = ({ model, description }: HeldOutScore): string => `${model}, ${description.label}`;
  const { description, rows: kind } = scores[0]!;
  const table = description[kind];
  return scoresChart({
    title,
    source: `Data: ${line}`,
    rows: [...new Set(scores.map(rowOf))],
    series: splitSeries(
      scores.map((score) => ({ row: rowOf(score), by: score.by, value: score.accuracy, interval: score.interval })),
    ),
    chance: chanceOf(table),
    axis: "accuracy",
  });
}
