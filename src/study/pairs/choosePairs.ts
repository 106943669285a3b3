import { GENRE_PAIRS, type GenrePair } from "../published/index.ts";

/** Pairs of genres to look at closely. */
export interface ChosenPairs {
  readonly pairs: readonly GenrePair[];
  /** Whether they are the report's four, some of those, or others because the data has none of the report's. */
  readonly origin: "report" | "some" | "others";
}

/** The most pairs to look at closely, as in the report. */
const MOST = 4;

/**
 * The report's four pairs, or those of them for which the data has both genres. If it has none, its genres two by two in the given
 * order, at most four pairs.
 * @param genres the data's genres, sorted; there must be at least two for a pair
 * @example
 * import { choosePairs } from "../src/study/pairs/index.ts";
 * choosePairs(["Blues", "Jazz", "Metal", "Soul"]).pairs.map(({ id }) => id); // => ["Blues-Jazz", "Metal-Soul"]
 */
export function choosePairs(genres: readonly string[]): ChosenPairs {
  const known = GENRE_PAIRS.filter(({ genres: pair }) => pair.every((genre) => genres.includes(genre)));
  if (known.length > 0) return { pairs: known, origin: known.length === GENRE_PAIRS.length ? "report" : "some" };
  const pairs = Array.from({ length: Math.min(MOST, Math.floor(genres.length / 2)) }, (_, i): GenrePair => {
    const pair = [genres[2 * i]!, genres[2 * i + 1]!] as const;
    return { id: pair.join("-"), genres: pair };
  });
  return { pairs, origin: "others" };
}

/** Every pair of the given genres, each once. */
export function allPairs(genres: readonly string[]): GenrePair[] {
  return genres.flatMap((second, j) =>
    genres.slice(0, j).map((first): GenrePair => ({ id: `${first}-${second}`, genres: [first, second] })),
  );
}

/** "Pop & Folk". */
export function pairName({ genres }: GenrePair): string {
  return genres.join(" & ");
}
