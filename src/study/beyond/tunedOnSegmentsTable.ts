import { shownLine } from "./shownData.ts";
import { formatPercent, SPLIT_NAMES, type Table, table, type TableCell } from "../common/index.ts";
import type { SegmentScore } from "./tunedOnSegments.ts";

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
