/** How a genre looks in every chart of a source. */
export interface GenreStyle {
  readonly colour: string;
  /** The name of a plotly marker: where colours run out, and for those who can't tell two of them apart. */
  readonly symbol: string;
}

/**
 * Twelve colours found by maximising the least OKLab distance between any two, for full colour vision and for simulated
 * protanopia, deuteranopia and tritanopia (Machado, Oliveira and Fernandes, 2009), among colours with enough contrast to a white
 * and to a dark ground. The order puts the most different first.
 */
const COLOURS = [
  "#369cc0",
  "#b43c18",
  "#f69006",
  "#8a48ae",
  "#909072",
  "#247254",
  "#b48afc",
  "#7272e4",
  "#cc6c00",
  "#787290",
  "#cca88a",
  "#90b4cc",
];

const SYMBOLS = ["circle", "square", "diamond", "triangle-up", "cross", "x", "star"];

/** A colour and a marker for each genre of a source: by its place in the list, so give all genres, in one order. */
export function genreStyles(genres: readonly string[]): ReadonlyMap<string, GenreStyle> {
  return new Map(
    genres.map((genre, i) => [
      genre,
      { colour: COLOURS[i % COLOURS.length]!, symbol: SYMBOLS[(i + Math.floor(i / COLOURS.length)) % SYMBOLS.length]! },
    ]),
  );
}
