import type { SourceTables } from "../../dataset/index.ts";
import { countOf, formatCount, listInWords } from "../common/index.ts";

/** The report's data set: FMA-small. */
const REPORT_GENRES = ["Electronic", "Experimental", "Folk", "Hip-Hop", "Instrumental", "International", "Pop", "Rock"];
const REPORT_TRACKS = 8_000;

/** How far the number of tracks may be from the report's: what its "approx. 8k" leaves open. */
const TOLERANCE = 0.0625;

/**
 * Why figures measured on a source can't be held against the report's; undefined where they can. Accuracies depend on how many tracks
 * a model has learnt from and on how many genres it chooses among, so both must be the report's: its eight genres, and 7,500
 * to 8,500 tracks.
 */
export function incomparability({ source, clips, segments }: SourceTables): string | undefined {
  const { label, track } = (segments ?? clips)!;
  const genres = [...new Set(label)].sort();
  if (genres.join("\n") !== REPORT_GENRES.join("\n")) {
    const shown = genres.length > 12 ? countOf(genres.length, "genre") : listInWords(genres);
    return `${source.title} has other genres than the report's eight: ${shown}`;
  }
  const tracks = new Set(track).size;
  if (Math.abs(tracks - REPORT_TRACKS) > TOLERANCE * REPORT_TRACKS) {
    return `${source.title} has ${countOf(tracks, "track")}, the report had about ${formatCount(REPORT_TRACKS)}`;
  }
  return undefined;
}
