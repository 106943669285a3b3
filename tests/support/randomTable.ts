import type { FeatureTable } from "../../src/dataset/featureTable.ts";
import { randomSource } from "./randomData.ts";

/** Texts that have been trouble somewhere: empty, long, beyond Latin-1, with line ends, half a surrogate pair. */
const TEXTS = [
  "",
  "Rock",
  "Hip-Hop",
  "Sigur Rós",
  "Björk\r\n",
  "東京事変",
  "🎷 Coltrane",
  "\ud83c",
  "\0",
  "a".repeat(300),
  "__proto__",
];
const NUMBERS = [0, -0, 1, -1.5, Number.MIN_VALUE, -Number.MAX_VALUE, Math.PI, 1 / 3];

/** A feature table of anything that its type allows: up to 40 rows, odd texts, segments or none, artists known, unknown or absent. */
export function randomTable(seed: number, path = "table.csv"): FeatureTable {
  const { integer, uniform } = randomSource(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[integer(0, items.length - 1)]!;
  const rows = integer(0, 40);
  const columns = integer(1, 5);
  const latin = uniform() < 0.5;
  const text = (): string => pick(latin ? TEXTS.filter((some) => !/[^\0-\xff]/.test(some)) : TEXTS);
  const list = <Item>(make: () => Item): Item[] => Array.from({ length: rows }, make);
  return {
    path: path + pick(["", " (30-second clips)", "é"]),
    sha256: integer(0, 2 ** 31).toString(16),
    features: Array.from({ length: columns }, text),
    X: { data: Float64Array.from({ length: rows * columns }, () => pick(NUMBERS)), rows, columns },
    filename: list(() => `${integer(0, 99)}-${text()}`),
    label: list(text),
    track: list(text),
    segment: list(() => pick([null, 0, 3, 2 ** 31, 2 ** 60, 1e300, Infinity])),
    ...(uniform() < 0.3 ? {} : { artist: list(() => pick([null, text(), text()])) }),
    dropped: Array.from({ length: integer(0, 3) }, () => ({
      line: integer(1, 99),
      filename: text(),
      columns: [text()],
    })),
  };
}
