import { accuracyInterval, type Label } from "../../models/index.ts";
import { takeItems } from "../../ground/index.ts";
import { formatPercent, type Table, table } from "../common/index.ts";

export interface ConfusionsOptions {
  /** The model whose predictions they are: "The forest". */
  readonly model: string;
  /** The group each row is resampled with for the intervals: its artist or track. */
  readonly groups: readonly string[];
  readonly seed: number;
  /** The number of confusions shown. */
  readonly most?: number;
  readonly source: string;
}

/**
 * The most common confusions, largest first: the share of a genre that is taken for another, with its 95 % interval.
 * @example
 * import { confusionsTable } from "../src/study/models/index.ts";
 * const [actual, predicted] = [["Folk", "Folk", "Rock", "Rock"], ["Folk", "Rock", "Rock", "Rock"]];
 * const groups = ["track 1", "track 2", "track 3", "track 4"];
 * const { text } = confusionsTable({ actual, predicted }, { model: "My model", groups, seed: 1, source: "Data: my songs" });
 * text.split("\n").at(-1); // => "Folk   Rock        50 %   0 % to 100 %"
 */
export function confusionsTable(
  { actual, predicted }: { readonly actual: readonly Label[]; readonly predicted: readonly Label[] },
  { model, groups, seed, most = 8, source }: ConfusionsOptions,
): Table {
  const genres = [...new Set(actual)].sort();
  const mistakes = genres.flatMap((genre) => {
    const rows = [...actual.keys()].filter((row) => actual[row] === genre);
    return [...new Set(takeItems(predicted, rows))]
      .filter((other) => other !== genre)
      .map((other) => {
        const taken = rows.map((row) => predicted[row] === other);
        return { genre, other, taken, rows, share: taken.filter(Boolean).length / rows.length };
      });
  });
  const largest = mistakes.sort((a, b) => b.share - a.share).slice(0, most);
  return table({
    caption: `${model}: the commonest confusions of ${genres.length} genres.`,
    source,
    columns: [
      { heading: "genre" },
      { heading: "taken for" },
      { heading: "share", numeric: true },
      { heading: "95 % interval", numeric: true },
    ],
    rows: largest.map(({ genre, other, taken, rows, share }) => {
      const { low, high } = accuracyInterval(taken, takeItems(groups, rows), { seed });
      const interval = `${formatPercent(low)} to ${formatPercent(high)}`;
      return [String(genre), String(other), { text: formatPercent(share), strong: true }, interval];
    }),
  });
}
