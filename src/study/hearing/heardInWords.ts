import { formatCount, formatPercent, type Markdown, markdown, prose } from "../common/index.ts";

/** A recording and what a model makes of it. */
export interface HeardGenre {
  readonly title: string;
  readonly isMusic: boolean;
  readonly segments: number;
  /** The most likely first. */
  readonly genres: readonly { readonly genre: string; readonly confidence: number }[];
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
