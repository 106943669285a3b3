import { formatCount, formatPercent, type Markdown, markdown, prose } from "../common/index.ts";

/** A recording and what a model makes of it. */
export interface HeardGenre {
  readonly title: string;
  readonly isMusic: boolean;
  readonly segments: number;
  /** The likeliest first. */
  readonly genres: readonly { readonly genre: string; readonly confidence: number }[];
  /** What the model has learnt from, and how often it is right on 3 seconds of tracks it has not met. */
  readonly trainedOn: { readonly tracks: number; readonly source: string };
  readonly accuracyByTrack: number;
}

/** What a model takes a recording for, and how far to trust that. */
export function heardInWords({ title, isMusic, segments, genres, trainedOn, accuracyByTrack }: HeardGenre): Markdown {
  const [first, second] = genres;
  return markdown(
    prose`**${title}**, ${segments} ${segments === 1 ? "segment" : "segments"} of 3 seconds: the model takes it for **${first!.genre}** (${formatPercent(first!.confidence)})${second ? prose`, then ${second.genre} (${formatPercent(second.confidence)})` : ""}. It has learnt from ${formatCount(trainedOn.tracks)} tracks of ${trainedOn.source}, and names the genre of 3 seconds of a track that it has not met rightly in ${formatPercent(accuracyByTrack)} of cases; a guess among ${genres.length} genres in ${formatPercent(1 / genres.length)}.`,
    isMusic
      ? undefined
      : prose`**This is no music**: chords, clicks and noise from a formula, so there is no right answer. The model knows no “none of these”; it has to name a genre, and its probabilities only say which of them the signal resembles most. To hear a file of your own, give its path: \`npm run reproduce -- --only 06 --param audio=song.mp3\`.`,
  );
}
