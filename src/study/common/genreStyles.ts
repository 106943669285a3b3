import { GENRE_COLOURS } from "../../ground/index.ts";

/** How a genre looks in every chart of a source. */
export interface GenreStyle {
  readonly colour: string;
  /** The name of a plotly marker: where colours run out, and for those who can't tell two of them apart. */
  readonly symbol: string;
}

const SYMBOLS = ["circle", "square", "diamond", "triangle-up", "cross", "x", "star"];

/**
 * A colour and a marker for each genre of a source: by its place in the list, so give all genres, in one order.
 * @example
 * import { genreStyles } from "../src/study/common/index.ts";
 * const styles = genreStyles(["Folk", "Pop", "Rock"]);
 * styles.get("Rock")!.symbol; // => "diamond"
 */
export function genreStyles(genres: readonly string[]): ReadonlyMap<string, GenreStyle> {
  return new Map(
    genres.map((genre, i) => [
      genre,
      {
        colour: GENRE_COLOURS[i % GENRE_COLOURS.length]!,
        symbol: SYMBOLS[(i + Math.floor(i / GENRE_COLOURS.length)) % SYMBOLS.length]!,
      },
    ]),
  );
}
