import { basename, resolve } from "node:path";
import {
  type HeardSignal,
  hearSignal,
  hzToMel,
  load,
  magnitude,
  melSpectrogram,
  melToHz,
  powerToDb,
  progression,
  SAMPLE_RATE,
  type Spectrogram,
  stft,
} from "../../audio/index.ts";
import { callerFolder } from "../../ground/index.ts";

const SEGMENT_SECONDS = 3;
const SIGNAL_SECONDS = 12;
/** How much of a recording is shown. */
const SHOWN_SECONDS = 30;

/** A recording with everything needed to predict its genre and show what is in it. */
export interface Heard extends HeardSignal {
  /** What is heard, in words: the file's name, or that it isn't music. */
  readonly title: string;
  readonly isMusic: boolean;
  /** Its first 30 seconds: mono, full scale 1. */
  readonly samples: Float32Array;
  readonly sampleRate: number;
  /** The mel spectrogram of the samples in decibels, and the frequency of each band in Hz. */
  readonly mel: Spectrogram;
  readonly bands: readonly number[];
}

/**
 * Reads an audio file (MP3, WAV, FLAC, Ogg Vorbis) or, without a path, generates a signal: chords, clicks and noise, not music.
 * @param path relative to where the command was called, as in the project's commands; in a notebook open in an editor, to the project's
 * folder
 * @throws AudioError, one line that names the file, if it can't be read; RangeError if it is shorter than 1.5 seconds
 * @example
 * import { listen } from "../src/study/hearing/index.ts";
 * const heard = await listen("song.wav");
 * [heard.title, heard.segments.length, heard.mel.bins]; // => ["song.wav", 1, 128]
 */
export async function listen(path = ""): Promise<Heard> {
  const file = resolve(callerFolder(), path);
  const samples = path === "" ? progression(SIGNAL_SECONDS) : await load(file);
  if (samples.length < (SEGMENT_SECONDS / 2) * SAMPLE_RATE) {
    throw new RangeError(`${file}: it is shorter than half a segment of ${SEGMENT_SECONDS} s`);
  }
  const shown = samples.subarray(0, SHOWN_SECONDS * SAMPLE_RATE);
  const mel = powerToDb(melSpectrogram(magnitude(stft(shown))));
  const top = hzToMel(SAMPLE_RATE / 2);
  const { segments, level, speech } = hearSignal(samples, SAMPLE_RATE);
  return {
    title: path === "" ? "A synthesised signal (no music)" : basename(path),
    isMusic: path !== "",
    samples: shown,
    sampleRate: SAMPLE_RATE,
    mel,
    bands: Array.from({ length: mel.bins }, (_, band) => melToHz(((band + 1) * top) / (mel.bins + 1))),
    segments,
    level,
    speech,
  };
}
