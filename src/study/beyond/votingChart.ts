import { shownLine } from "./shownData.ts";
import { nameBeside } from "./sourceStyles.ts";
import { VOTES, type Vote, type VotingScores } from "./segmentVoting.ts";
import { chanceOf, type Chart, QUIET_COLOUR, scoresChart } from "../common/index.ts";

const STYLES: Readonly<Record<Vote, { readonly colour: string; readonly symbol: string }>> = {
  segment: { colour: QUIET_COLOUR, symbol: "circle" },
  majority: { colour: "#8a63c7", symbol: "diamond" },
  mean: { colour: "#2f86d6", symbol: "square" },
  whole: { colour: "#e07b1a", symbol: "triangle-up" },
};

/** The genre of a track from one segment, from all of them, and from one row: a row for each model and source. */
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
