import { reportSplit, takeSplit } from "../../dataset/index.ts";
import { takeItems } from "../../ground/index.ts";
import { evaluate, type Interval } from "../../models/index.ts";
import {
  chanceOf,
  formatGain,
  formatPercent,
  joinProse,
  listProse,
  type Markdown,
  markdown,
  outcomeScore,
  prose,
  resampledWith,
  SPLIT_NAMES,
  splitUnits,
  table,
  type Table,
  type TableCell,
  type TestOutcome,
} from "../common/index.ts";
import { type BetterScore, tunedSearches } from "./betterModels.ts";
import { drawTracks, type ShownData, shownLine } from "./shownData.ts";

/** A tuned model on the segments of some data, with one way to split. */
export interface SegmentScore extends TestOutcome {
  readonly data: ShownData;
  readonly id: string;
  readonly label: string;
  /** "leaves of 3 or more, 57 features". */
  readonly setting: string;
  readonly accuracy: number;
  readonly interval: Interval;
}

/**
 * Tuned models under the report's protocol: on segments, on random rows by the report's split, and for comparison on the same split by
 * track, and by artist if artists are known. Each model has the setting that was chosen most often, and all see the same rows.
 * @param better what the folds chose on this data; the models' average has no setting and is skipped
 * @param options the seed, and how much is used
 * @param options.tracks the most tracks whose segments are used, drawn at random
 * @returns an empty list if the source has no segments
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { shownData, tunedOnSegments } from "../src/study/beyond/index.ts";
 * const [data] = await shownData(await loadSource(resolveSource("sample")));
 * const score = { label: "", by: "track", accuracy: 0.5, interval: { low: 0.4, high: 0.6 }, hits: [], groups: [] } as const;
 * const settings = { lr: "C = 1", rf: "leaves of 3 or more", mlp: "64 units, alpha = 0.01" };
 * const better = Object.entries(settings).map(([id, setting]) => {
 *   return { ...score, id, data: data!, chosen: [[`${setting}, 57 features`, 10]] as const };
 * });
 * const scores = await tunedOnSegments(data!, better, { seed: 1, tracks: 40 });
 * scores.filter(({ id }) => id === "rf").map(({ by, accuracy }) => [by, accuracy]); // => [["row", 0.90], ["track", 0.289], ["artist", 0.167]]
 */
export async function tunedOnSegments(
  data: ShownData,
  better: readonly BetterScore[],
  { seed, tracks = 300 }: { readonly seed: number; readonly tracks?: number },
): Promise<SegmentScore[]> {
  const [drawn] = drawTracks([data], tracks, seed);
  const { segments } = drawn!;
  if (!segments) return [];
  const tuned = tunedSearches(data.tracks.features, seed);
  const chosen = tunedSearches(segments.features, seed).map(({ id, label, candidates }, i) => {
    const { chosen: names } = better.find((score) => score.id === id && score.data.prefix === data.prefix)!;
    const at = tuned[i]!.candidates.findIndex(({ name }) => name === names[0]![0]);
    // Settings come in the same order for each feature set; segments may have one set where tracks have two.
    return { id, label, candidate: candidates[at % candidates.length]! };
  });
  const scores: SegmentScore[] = [];
  for (const by of splitUnits(segments)) {
    const split = reportSplit(segments, { by, seed });
    const parts = takeSplit(segments, split);
    const track = takeItems(resampledWith(segments), split.test);
    for (const { id, label, candidate } of chosen) {
      const { actual, predicted } = await evaluate(candidate.create(), parts);
      const outcome = { actual, predicted, track, by };
      const about = { data: drawn!, id, label, setting: candidate.name };
      scores.push({ ...about, ...outcome, ...outcomeScore(outcome, { seed }) });
    }
  }
  return scores;
}

/**
 * Tuned models on segments: the accuracy on random rows beside that by track, and by artist if artists are known.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { shownData, tunedOnSegmentsTable } from "../src/study/beyond/index.ts";
 * const [data] = await shownData(await loadSource(resolveSource("sample")));
 * const outcome = { actual: ["Folk", "Rock"], predicted: ["Folk", "Folk"], track: ["1", "2"] };
 * const score = { ...outcome, data: data!, id: "rf", label: "Random forest", setting: "leaves of 3 or more" };
 * const { text } = tunedOnSegmentsTable([
 *   { ...score, by: "row", accuracy: 0.9, interval: { low: 0.85, high: 0.94 } },
 *   { ...score, by: "track", accuracy: 0.5, interval: { low: 0.42, high: 0.58 } },
 * ]);
 * text.split("\n").at(-1)!.split(/ {2,}/); // => ["Random forest", "FMA sample", "leaves of 3 or more", "90.0 %", "50.0 %"]
 */
export function tunedOnSegmentsTable(scores: readonly SegmentScore[]): Table {
  const units = [...new Set(scores.map(({ by }) => by))];
  const shown = [...new Set(scores.map(({ data }) => data))];
  return table({
    caption: "Tuned models on 3-second segments: accuracy on the test part.",
    source: shownLine(shown),
    columns: [
      { heading: "model" },
      { heading: "data" },
      { heading: "setting", words: true },
      ...units.map((by) => ({ heading: SPLIT_NAMES[by], numeric: true })),
    ],
    rows: scores
      .filter(({ by }) => by === "row")
      .map(({ data, id, label, setting }): TableCell[] => [
        label,
        data.title,
        setting,
        ...units.map((by): TableCell => {
          const score = scores.find((one) => one.data === data && one.id === id && one.by === by);
          return score ? { text: formatPercent(score.accuracy, 1), strong: true } : "–";
        }),
      ]),
  });
}

/** Says what tuned models gain from having seen the test tracks, and which gains most. */
export function tunedOnSegmentsInWords(scores: readonly SegmentScore[]): Markdown {
  const sources = [...new Set(scores.map(({ data }) => data))];
  return markdown(
    ...sources.map((data) => {
      const own = scores.filter((score) => score.data === data);
      const gains = own
        .filter(({ by }) => by === "row")
        .map((score) => {
          const apart = own.filter(({ id, by }) => id === score.id && by !== "row");
          return { ...score, apart, gain: gainOf(score, own) };
        })
        .sort((a, b) => b.gain - a.gain);
      const [most] = gains;
      const added = gains.map(({ label, gain }) => prose`${label.toLowerCase()} ${formatGain(gain)}`);
      const apart = most!.apart.map(({ accuracy, by }) => prose`**${formatPercent(accuracy)}** ${SPLIT_NAMES[by]}`);
      return prose`**${data.title}**: the ${most!.label.toLowerCase()} that is right for ${formatPercent(most!.accuracy)} of the segments on random rows gets ${listProse(apart)}. What random rows add to the score by track, in points: ${joinProse(added, ", ")}. Guessing scores ${formatPercent(chanceOf(data.segments!), 1)}.`;
    }),
    scores.filter(({ by }) => by === "row").every((score) => recognises(score, scores))
      ? "None of the settings, chosen for tracks not met, keeps a model from recognising those that it has met."
      : undefined,
  );
}

/** Whether the score on random rows is higher than that by track, beyond both intervals. */
function recognises(score: SegmentScore, scores: readonly SegmentScore[]): boolean {
  return score.interval.low > byTrack(score, scores).interval.high;
}

/** What random rows add over the score by track. */
function gainOf(score: SegmentScore, scores: readonly SegmentScore[]): number {
  return score.accuracy - byTrack(score, scores).accuracy;
}

function byTrack({ data, id }: SegmentScore, scores: readonly SegmentScore[]): SegmentScore {
  return scores.find((one) => one.data === data && one.id === id && one.by === "track")!;
}
