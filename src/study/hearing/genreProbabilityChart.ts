import { type Chart, chart, formatPercent, type GenreStyle } from "../common/index.ts";
import { escapeHtml } from "../../ground/index.ts";

/** A model's genre probabilities for a recording. */
export interface GenreProbabilities {
  readonly title: string;
  /** The most likely first. */
  readonly genres: readonly { readonly genre: string; readonly confidence: number }[];
  /** Whether the model declines to answer. */
  readonly unknown?: boolean;
}

/**
 * The probability of each genre.
 * @param model what the model was trained on
 * @example
 * import { genreStyles } from "../src/study/common/index.ts";
 * import { genreProbabilityChart } from "../src/study/hearing/index.ts";
 * const genres = [{ genre: "Folk", confidence: 0.7 }, { genre: "Rock", confidence: 0.3 }];
 * const { alt } = genreProbabilityChart({ title: "song.wav", genres }, genreStyles(["Folk", "Rock"]), "my songs");
 * alt; // => "Bars, probability of each genre for song.wav: Folk 70 %, Rock 30 %."
 */
export function genreProbabilityChart(
  { title, genres, unknown = false }: GenreProbabilities,
  styles: ReadonlyMap<string, GenreStyle>,
  model: string,
): Chart {
  const [first] = genres;
  return chart({
    title: unknown
      ? `No music that the model knows; if it were, ${first!.genre}`
      : `Taken for ${first!.genre}, with ${formatPercent(first!.confidence)}`,
    source: `Audio: ${title}`,
    alt: `Bars, probability of each genre for ${title}: ${genres.map(({ genre, confidence }) => `${genre} ${formatPercent(confidence)}`).join(", ")}.`,
    height: 130 + 30 * genres.length,
    data: [
      {
        type: "bar",
        orientation: "h",
        y: genres.map(({ genre }) => escapeHtml(genre)),
        x: genres.map(({ confidence }) => confidence),
        text: genres.map(({ confidence }) => formatPercent(confidence)),
        textposition: "outside",
        cliponaxis: false,
        marker: { color: genres.map(({ genre }) => styles.get(genre)!.colour) },
        hovertemplate: "%{y}: %{x:.1%}<extra></extra>",
      },
    ],
    layout: {
      showlegend: false,
      xaxis: {
        title: { text: `probability (model: ${model})` },
        range: [0, Math.min(1, first!.confidence * 1.2)],
        tickformat: ".0%",
        zeroline: false,
      },
      yaxis: { autorange: "reversed", ticksuffix: " ", showgrid: false },
      margin: { b: 50, r: 40 },
    },
  });
}
