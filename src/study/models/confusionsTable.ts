import { accuracyInterval, type Label } from "../../models/index.ts";
import { takeItems } from "../../ground/index.ts";
import { formatPercent, type Table, table } from "../common/index.ts";

export interface ConfusionsOptions {
  /** Whose predictions they are: "The forest". */
  readonly model: string;
  /** What each row is drawn with when intervals draw rows again: its artist or track. */
  readonly groups: readonly string[];
  readonly seed: number;
  /** How many are shown. */
  readonly most?: number;
  readonly source: string;
}

/** The commonest confusions: which share of a genre is taken for which other, with its 95 % interval; the largest first. */
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
