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
 * trainingWarnings(few)[0]; // => "Electronic has 1 song only: what is said of it is little more than a guess"
 */
export function trainingWarnings(table: FeatureTable): string[] {
  const songs = songsOf(table);
  const warnings: string[] = [];
  for (const genre of [...new Set(songs.label)].sort()) {
    const rows = songs.label.flatMap((label, row) => (label === genre ? [row] : []));
    if (rows.length < FEW_SONGS) {
      warnings.push(
        `${genre} has ${rows.length} ${rows.length === 1 ? "song" : "songs"} only: what is said of it is little more than a guess`,
      );
    }
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
