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
/** So much of a recording is shown. */
const SHOWN_SECONDS = 30;

/** A recording, and all that is needed to tell its genre and to show what is in it. */
export interface Heard extends HeardSignal {
  /** What is heard, in words: the file's name, or that it is no music. */
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
 * Hears an audio file (MP3, WAV, FLAC, Ogg Vorbis), or where none is named a signal made on the spot: chords, clicks and noise, no music.
 * @param path as in the project's commands from where the command was called; a notebook in an editor: from the project's folder
 * @throws AudioError, in one line that names the file, where it can't be read; RangeError where it is shorter than 1.5 seconds
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
