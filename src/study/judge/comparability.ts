import type { SourceTables } from "../../dataset/index.ts";
import { countOf, formatCount, listInWords } from "../common/index.ts";

/** The report's data set: FMA-small. */
const REPORT_GENRES = ["Electronic", "Experimental", "Folk", "Hip-Hop", "Instrumental", "International", "Pop", "Rock"];
const REPORT_TRACKS = 8_000;

/** How far the number of tracks may be from the report's: the leeway of its "approx. 8k". */
const TOLERANCE = 0.0625;

/**
 * Why figures measured on a source can't be compared with the report's, or undefined if they can. Accuracy depends on how many tracks a
 * model is trained on and how many genres it chooses from, so both must match: the report's eight genres, and 7,500 to 8,500 tracks.
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
