import { chanceOf, type Chart, scoresChart, splitSeries } from "../common/index.ts";
import type { HeldOutScore } from "./heldOutScore.ts";

/**
 * Scores with random rows and with tracks and artists kept apart: one row per model and description.
 * @example
 * import { heldOutChart, heldOutScore, learnedMusic } from "../src/study/hearing/index.ts";
 * const { descriptions, line } = await learnedMusic("sample");
 * const predicted = descriptions[0]!.clips.label.map(() => "Folk");
 * const score = heldOutScore({ description: descriptions[0]!, model: "Always Folk", rows: "clips", by: "row", predicted }, 1);
 * const { alt } = heldOutChart(["Is it Folk?"], [score], line);
 * alt; // => "random rows: Always Folk, the report's 57 12.5 %. Always guessing the most frequent genre scores 12.5 %."
 */
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
