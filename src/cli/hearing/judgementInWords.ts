import { type GenreConfidence, type Judgement, knownRecordingInWords, UNKNOWN_REASONS } from "../../app/index.ts";

const SHOWN_GENRES = 3;
const SHOWN_TRACKS = 3;
/** The most lines for one song; a longer song shows its longest stretches of one genre. */
const MOST_LINES = 40;

/** The text for one file. */
export function judgementInWords(name: string, judgement: Judgement): string {
  const { unknown, genres, tags, nearest, segments } = judgement;
  const likeliest = inWords(genres.slice(0, SHOWN_GENRES));
  const answer = unknown === undefined ? likeliest : `no music that I know: ${UNKNOWN_REASONS[unknown]}`;
  if (unknown === "silent") return `${name}: ${answer}`;
  const tracks = nearest
    .slice(0, SHOWN_TRACKS)
    .map(({ track, genre, artist }) => `${track} (${[genre, artist].filter(Boolean).join(", ")})`);
  const lines = [
    `${name}: ${answer}`,
    `  heard    ${tags.map(({ tag, probability }) => `${tag} ${percent(probability)}`).join(", ")}`,
    `  nearest  ${tracks.join("; ")}`,
  ];
  const known = knownRecordingInWords(judgement);
  if (known !== undefined) lines.push(`  note     ${known}`);
  if (unknown !== undefined) return [...lines, `  if it is music: ${likeliest}`].join("\n");
  return [...lines, ...timeLine(segments)].join("\n");
}

/** One line every 3 seconds; for a long song, one per run of the same genre, and only the longest of those. */
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

function inWords(genres: readonly GenreConfidence[]): string {
  return genres.map(({ genre, confidence }) => `${genre} ${percent(confidence)}`).join(", ");
}

export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
