import type { GenreConfidence, HearingModel, Judgement } from "../../app/index.ts";

const SHOWN_GENRES = 3;
const SHOWN_TRACKS = 3;
/** A longer song is told by the longest stretches of one genre. */
const MOST_LINES = 40;

const REASONS: Readonly<Record<NonNullable<Judgement["unknown"]>, string>> = {
  silent: "there is nothing to hear",
  unchanging: "nothing changes from one 3 seconds to the next",
  strange: "it sounds like none of the songs that the model has learnt from",
};

/** What is said of one file. */
export function judgementInWords(name: string, { unknown, genres, tags, nearest, segments }: Judgement): string {
  const likeliest = inWords(genres.slice(0, SHOWN_GENRES));
  const answer = unknown === undefined ? likeliest : `no music that I know: ${REASONS[unknown]}`;
  if (unknown === "silent") return `${name}: ${answer}`;
  const tracks = nearest
    .slice(0, SHOWN_TRACKS)
    .map(({ track, genre, artist }) => `${track} (${[genre, artist].filter(Boolean).join(", ")})`);
  const lines = [
    `${name}: ${answer}`,
    `  heard    ${tags.map(({ tag, probability }) => `${tag} ${percent(probability)}`).join(", ")}`,
    `  nearest  ${tracks.join("; ")}`,
  ];
  if (unknown !== undefined) return [...lines, `  if it is music: ${likeliest}`].join("\n");
  return [...lines, ...timeLine(segments)].join("\n");
}

/** A line every 3 seconds; of a long song one for each run of the same genre, and at most the longest of them. */
function timeLine(segments: Judgement["segments"]): string[] {
  if (segments.length <= MOST_LINES) {
    return segments.map(({ from, genres }) => `  ${clock(from)}  ${inWords(genres.slice(0, 1))}`);
  }
  const runs: { from: number; until: number; genre: string }[] = [];
  for (const { from, genres } of segments) {
    const { genre } = genres[0]!;
    const last = runs.at(-1);
    if (last?.genre === genre) last.until = from + 3;
    else runs.push({ from, until: from + 3, genre });
  }
  const longest = [...runs].sort((a, b) => b.until - b.from - (a.until - a.from)).slice(0, MOST_LINES);
  return runs
    .filter((run) => longest.includes(run))
    .map(({ from, until, genre }) => `  ${clock(from)} to ${clock(until)}  ${genre}`);
}

/** Which model answers, from what it learnt, and how far it can be trusted. */
export function modelInWords({ genres, learntFrom, heldOut }: HearingModel, music: string): string {
  const { accuracy, interval, refused } = heldOut;
  return (
    `The model hears with MSD_musicnn and learnt ${genres.length} genres from ${learntFrom.songs} songs ${music}. Of songs by artists that it ` +
    `has not met it names the genre rightly in ${percent(accuracy)} of cases (95 % interval: ${percent(interval.low)} to ${percent(interval.high)}; ` +
    `guessing: ${percent(1 / genres.length)}), and takes ${percent(refused)} for no music that it knows.`
  );
}

function inWords(genres: readonly GenreConfidence[]): string {
  return genres.map(({ genre, confidence }) => `${genre} ${percent(confidence)}`).join(", ");
}

export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
