import { formatGain, formatPercent, markdown, type Markdown, type Prose, prose } from "../common/index.ts";
import { gainOver, type HeldOutScore } from "./heldOutScore.ts";

const UNITS = { row: "random rows", track: "by track", artist: "by artist" } as const;

/** Says how far scores fall from random rows to artists kept apart: does the leak shrink? */
export function leakLearnedInWords(scores: readonly HeldOutScore[]): Markdown {
  const pairs = scores
    .filter(({ by }) => by === "row")
    .flatMap((row) => {
      const same = scores.filter((one) => one.model === row.model && one.description === row.description);
      const apart = same.find(({ by }) => by === "artist") ?? same.find(({ by }) => by === "track");
      return apart ? [{ row, apart }] : [];
    });
  return markdown(
    ...pairs.map(
      ({ row, apart }): Prose =>
        prose`${row.model}, ${row.description.label}: ${formatPercent(row.accuracy)} on random rows, **${formatPercent(apart.accuracy)}** ${UNITS[apart.by]}: ${formatGain(apart.accuracy - row.accuracy)} points.`,
    ),
  );
}

/** Says what the network's features are worth beside the report's, on the same songs. */
export function gainInWords(scores: readonly HeldOutScore[], seed: number): Markdown {
  const models = [...new Set(scores.map(({ model }) => model))];
  return markdown(
    ...models.map((model) => {
      const find = (id: string): HeldOutScore =>
        scores.find((score) => score.model === model && score.description.id === id)!;
      const over = (better: string, other: string): Prose => {
        const { gain, interval } = gainOver(find(better), find(other), seed);
        return prose`${formatGain(gain, 1)} points (95 %: ${formatGain(interval.low, 1)} to ${formatGain(interval.high, 1)})`;
      };
      return prose`${model}: the network's features instead of the report's ${over("musicnn", "report")}; both together instead of the network's alone ${over("both", "musicnn")}.`;
    }),
  );
}
