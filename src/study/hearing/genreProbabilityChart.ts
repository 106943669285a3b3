import { escapeHtml } from "../../ground/index.ts";
import {
  chart,
  type Chart,
  formatCount,
  formatPercent,
  type GenreStyle,
  type Markdown,
  markdown,
  prose,
} from "../common/index.ts";

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

/** A recording and what a model makes of it. */
export interface HeardGenre extends Omit<GenreProbabilities, "unknown"> {
  readonly isMusic: boolean;
  readonly segments: number;
  /** Why there is no answer, worded to follow a colon; absent if there is one. */
  readonly unknown?: string;
  /** How many songs the model was trained on, and how often it is right on songs by artists it has not seen. */
  readonly songs: number;
  readonly accuracy: number;
}

/** Says what a model takes a recording for, or why it gives no answer, and how far to trust that. */
export function heardInWords({ title, isMusic, segments, genres, unknown, songs, accuracy }: HeardGenre): Markdown {
  const [first, second] = genres;
  const named = prose`**${first!.genre}** (${formatPercent(first!.confidence)})${second ? prose`, then ${second.genre} (${formatPercent(second.confidence)})` : ""}`;
  const answer =
    unknown === undefined
      ? prose`the model takes it for ${named}`
      : prose`**no music that the model knows**: ${unknown}. Had it to name a genre, it would be ${named}`;
  return markdown(
    prose`**${title}**, ${segments} ${segments === 1 ? "segment" : "segments"} of 3 seconds: ${answer}. It has learnt from ${formatCount(songs)} songs of the sample, and names the genre of a song by an artist that it has not met rightly in ${formatPercent(accuracy)} of cases; a guess among ${genres.length} genres in ${formatPercent(1 / genres.length, 1)}.`,
    isMusic
      ? undefined
      : prose`This **is** no music: chords, clicks and noise from a formula. To hear a file of your own, give its path: \`npm run reproduce -- --only 06 --param audio=song.mp3\`.`,
  );
}
