import type { SplitOverlap } from "./splitOverlap.ts";
import { formatCount, formatPercent, type Markdown, markdown, prose, type ReportTable } from "../common/index.ts";

/** Says how far the report's split lets a model see test tracks in training. */
export function leakInWords({ title }: ReportTable, overlaps: readonly SplitOverlap[]): Markdown {
  const random = overlaps.find(({ by }) => by === "row")!;
  const leaks = random.sharedTracks > 0;
  // Nearly all rows must not be rounded to 100 %.
  const digits = random.leakedRows < 1 && random.leakedRows > 0.995 ? 2 : 0;
  return markdown(
    leaks
      ? prose`On the ${title}, random rows put **${formatCount(random.sharedTracks)} of ${formatCount(random.tracks.test)} test tracks on both sides**: ${formatPercent(random.leakedRows, digits)} of the test rows have siblings in the training part. A score from such a split may tell how well a model recognises tracks it has met. Split by track, no test track has been met, and the score tells what the model makes of new music.`
      : prose`On the ${title}, random rows put no track on both sides: with one row a track, splitting by track is the same experiment.`,
  );
}
