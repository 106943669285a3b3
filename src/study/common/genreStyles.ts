import { GENRE_COLOURS } from "../../ground/index.ts";

/** How a genre looks in every chart of a source. */
export interface GenreStyle {
  readonly colour: string;
  /** A plotly marker name; it tells genres apart when colours run out, or for readers who can't distinguish them. */
  readonly symbol: string;
}

const SYMBOLS = ["circle", "square", "diamond", "triangle-up", "cross", "x", "star"];

/**
 * Assigns each genre of a source a colour and a marker by its position, so always pass all genres in the same order.
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
