import { type HearingModel, type Judgement, SPOKEN_SONGS } from "./hearingModel.ts";
import { SAME_RECORDING } from "./songs.ts";

/**
 * How often always naming the largest genre is right.
 * @param confusion how many songs of each genre (rows) were taken for which
 * @example
 * import { guessingInWords } from "../src/app/index.ts";
 * guessingInWords([[15, 5], [4, 12]]); // => "55.6 %"
 */
export function guessingInWords(confusion: readonly (readonly number[])[]): string {
  const counts = confusion.map((row) => row.reduce((sum, count) => sum + count, 0));
  return `${((100 * Math.max(...counts)) / counts.reduce((sum, count) => sum + count, 0)).toFixed(1)} %`;
}

/** Says which model answers, what it was trained on, and how far it can be trusted. `music`: the songs, such as "of FMA-small". */
export function modelInWords(
  { genres, learntFrom, heldOut }: Pick<HearingModel, "genres" | "learntFrom" | "heldOut">,
  music: string,
): string {
  const { accuracy, interval, refused, confusion } = heldOut;
  const apart = learntFrom.apart === "artist" ? "songs by artists that it has not met" : "songs that it has not heard";
  return (
    `The model hears with MSD_musicnn and learnt ${genres.length} genres from ${learntFrom.songs} songs ${music}. Of ${apart} it names the ` +
    `genre rightly in ${percent(accuracy)} of cases (95 % interval: ${percent(interval.low)} to ${percent(interval.high)}; ` +
    `always naming the largest genre: ${guessingInWords(confusion)}), and takes ${percent(refused)} for no music that it knows. ${talkInWords()}`
  );
}

/**
 * How far a model's probabilities are from what comes true, in percentage points.
 * @example
 * import { calibrationInWords } from "../src/app/index.ts";
 * calibrationInWords(0.057); // => "Its probabilities are off by 6 points on average"
 */
export function calibrationInWords(calibrationError: number): string {
  const points = Math.round(100 * calibrationError);
  return `Its probabilities are off by ${points} ${points === 1 ? "point" : "points"} on average`;
}

/**
 * What recognising talk costs, which doesn't depend on what a model was trained on.
 * @example
 * import { talkInWords } from "../src/app/index.ts";
 * talkInWords(); // => "What is taken for talk comes on top: 2 of the 160 songs of the FMA sample."
 */
export function talkInWords(): string {
  const { refused, of } = SPOKEN_SONGS;
  return `What is taken for talk comes on top: ${refused} of the ${of} songs of the FMA sample.`;
}

/**
 * That the model was trained on the recording itself, if it was: then its answer shows nothing. Absent otherwise.
 * @example
 * import { knownRecordingInWords } from "../src/app/index.ts";
 * const song = { track: "001736", genre: "Rock", artist: null };
 * knownRecordingInWords({ nearest: [{ ...song, distance: 0.9 }] }); // => "the model has learnt from this recording (track 001736)…"
 * knownRecordingInWords({ nearest: [{ ...song, distance: 5 }] }); // => undefined
 */
export function knownRecordingInWords({ nearest }: Pick<Judgement, "nearest">): string | undefined {
  const [song] = nearest;
  if (song === undefined || song.distance > SAME_RECORDING) return undefined;
  return `the model has learnt from this recording (track ${song.track}), so its answer is no test of it`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
