import { CHART_COLOURS } from "../../ground/index.ts";
import { shownLine } from "./shownData.ts";
import { nameBeside } from "./sourceStyles.ts";
import { VOTES, type Vote, type VotingScores } from "./segmentVoting.ts";
import { chanceOf, type Chart, scoresChart } from "../common/index.ts";

const STYLES: Readonly<Record<Vote, { readonly colour: string; readonly symbol: string }>> = {
  segment: { colour: CHART_COLOURS.quiet, symbol: "circle" },
  majority: { colour: CHART_COLOURS.violet, symbol: "diamond" },
  mean: { colour: CHART_COLOURS.blue, symbol: "square" },
  whole: { colour: CHART_COLOURS.orange, symbol: "triangle-up" },
};

/**
 * A track's genre from one segment, from all of them, and from one row: one chart row per model and source.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { reportModels } from "../src/study/common/index.ts";
 * import { segmentVoting, shownData, votingChart } from "../src/study/beyond/index.ts";
 * const [shown] = await shownData(await loadSource(resolveSource("sample")));
 * const voting = await segmentVoting(shown!, reportModels().slice(1, 2), { seed: 1 });
 * votingChart(voting).alt; // => "a single segment: KNN 20.9 %. the majority of its segments: KNN 22.5 %. the mean probability of its …"
 */
export function votingChart(voting: readonly VotingScores[]): Chart {
  const shown = [...new Map(voting.map(({ data }) => [data.prefix, data])).values()];
  const rowOf = ({ model, data }: VotingScores): string => nameBeside(model.label, data);
  return scoresChart({
    title: ["Do a track's segments", "know more together?"],
    source: shownLine(shown),
    rows: voting.map(rowOf),
    series: (Object.keys(VOTES) as Vote[]).map((vote) => ({
      name: VOTES[vote],
      ...STYLES[vote],
      points: voting.map((one) => {
        const { accuracy, interval } = one.scores[vote];
        return { row: rowOf(one), value: accuracy, interval };
      }),
    })),
    chance: chanceOf(shown[0]!.tracks),
  });
}
