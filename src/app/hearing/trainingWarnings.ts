import type { FeatureTable } from "../../dataset/index.ts";
import { genresOfOneArtist, sameRecordings, songsOf } from "./songs.ts";

/** A genre with fewer songs teaches little. */
const FEW_SONGS = 10;
const MOST_PAIRS = 3;

/**
 * Warnings about a model's training songs, one line each: few songs, one artist, the same song twice.
 * @example
 * import { trainingWarnings } from "../src/app/index.ts";
 * import { takeRows } from "../src/dataset/index.ts";
 * import { learnedMusic } from "../src/study/hearing/index.ts";
 * const { segments } = (await learnedMusic("sample")).descriptions[1]!;
 * const few = takeRows(segments, Array.from({ length: 250 }, (_, row) => row));
 * trainingWarnings(few)[0]; // => "few songs, of which little more than a guess can be said: Electronic (1), …"
 */
export function trainingWarnings(table: FeatureTable): string[] {
  const songs = songsOf(table);
  const warnings: string[] = [];
  const few = [...new Set(songs.label)]
    .sort()
    .map((genre) => ({ genre, count: songs.label.filter((label) => label === genre).length }))
    .filter(({ count }) => count < FEW_SONGS);
  if (few.length === 1) {
    const [{ genre, count }] = few as [(typeof few)[0]];
    warnings.push(
      `${genre} has ${count} ${count === 1 ? "song" : "songs"} only: what is said of it is little more than a guess`,
    );
  } else if (few.length > 1) {
    const named = few.map(({ genre, count }) => `${genre} (${count})`);
    warnings.push(`few songs, of which little more than a guess can be said: ${named.join(", ")}`);
  }
  const ofOne = genresOfOneArtist(songs);
  if (ofOne.length > 0) {
    warnings.push(
      `${ofOne.join(", ")}: all by one artist or of one album, so that artists can't be kept apart in the test; what is told apart may be ` +
        "they and not the genres",
    );
  } else if (songs.artist.every((artist) => artist === null)) {
    warnings.push(
      "artists and albums are not known: songs of one may be on both sides of the test, and it looks better than it is",
    );
  }
  const pairs = sameRecordings(songs);
  if (pairs.length > 0) {
    const shown = pairs.slice(0, MOST_PAIRS).map(([a, b]) => `${songs.track[a]!} and ${songs.track[b]!}`);
    warnings.push(`the same recording twice (${pairs.length}), kept on one side of the test: ${shown.join("; ")}`);
  }
  return warnings;
}
