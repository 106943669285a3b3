import type { ShownData } from "./shownData.ts";
import { countOf, formatCount, joinProse, type Markdown, markdown, prose } from "../common/index.ts";

/** Says which data is shown side by side, and of which only some tracks were drawn. */
export function shownInWords(all: readonly ShownData[], drawn: readonly ShownData[]): Markdown {
  const parts = all.map(({ title, sourceTracks }, i) => {
    const used = drawn[i]!.tracks.X.rows;
    const share =
      used < sourceTracks
        ? prose`**${formatCount(used)} of ${countOf(sourceTracks, "track")}**, drawn at random, where models are compared`
        : prose`all ${countOf(sourceTracks, "track")}`;
    return prose`${title}: ${share}`;
  });
  const { trackRow } = all[0]!;
  return markdown(
    prose`${joinProse(parts, "; ")}.`,
    trackRow === "row of means"
      ? "There is no 30-second table here: one row a track is the mean of its segments' features."
      : undefined,
  );
}
