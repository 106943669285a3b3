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
import { callerFolder, CHART_COLOURS } from "../../ground/index.ts";
import { chart, type Chart } from "../common/index.ts";

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
  const title = path === "" ? "A synthesised signal (no music)" : basename(path);
  const bands = Array.from({ length: mel.bins }, (_, band) => melToHz(((band + 1) * top) / (mel.bins + 1)));
  const { segments, level, speech } = hearSignal(samples, SAMPLE_RATE);
  const sound = { samples: shown, sampleRate: SAMPLE_RATE, mel, bands };
  return { title, isMusic: path !== "", ...sound, segments, level, speech };
}

/** How many pieces of time are drawn, each by its lowest and highest sample. */
const PIECES = 600;

/**
 * A recording over time.
 * @example
 * import { listen, waveformChart } from "../src/study/hearing/index.ts";
 * waveformChart(await listen("song.wav")).alt; // => "Waveform of song.wav: 4.0 seconds, the loudest sample at 0.59 of full scale."
 */
export function waveformChart({ title, samples, sampleRate }: Pick<Heard, "title" | "samples" | "sampleRate">): Chart {
  const length = Math.max(1, Math.ceil(samples.length / PIECES));
  const x: number[] = [];
  const y: number[] = [];
  for (let at = 0; at < samples.length; at += length) {
    const piece = samples.subarray(at, at + length);
    const time = Number((at / sampleRate).toFixed(3));
    x.push(time, time);
    y.push(...[Math.min, Math.max].map((end) => Number(piece.reduce((a, b) => end(a, b)).toFixed(4))));
  }
  const seconds = samples.length / sampleRate;
  const peak = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return chart({
    title: "What does it look like?",
    source: `Audio: ${title}`,
    alt: `Waveform of ${title}: ${seconds.toFixed(1)} seconds, the loudest sample at ${peak.toFixed(2)} of full scale.`,
    height: 250,
    data: [
      {
        type: "scatter",
        mode: "lines",
        x,
        y,
        line: { color: CHART_COLOURS.blue, width: 1 },
        hovertemplate: "%{x:.2f} s: %{y:.2f}<extra></extra>",
      },
    ],
    layout: {
      showlegend: false,
      xaxis: { title: { text: "seconds" }, range: [0, seconds], zeroline: false },
      yaxis: { title: { text: "amplitude" }, range: [-1, 1] },
      margin: { b: 50 },
    },
  });
}

/** The most columns to draw; each is the mean of its frames. */
const COLUMNS = 200;
const TICKS_HZ = [128, 512, 1024, 2048, 4096, 8192];

/**
 * Which frequencies sound when, and how loud: what the features are computed from.
 * @example
 * import { listen, melChart } from "../src/study/hearing/index.ts";
 * const heard = await listen("song.wav");
 * const { alt } = melChart({ ...heard, seconds: heard.samples.length / heard.sampleRate });
 * alt; // => "Mel spectrogram of song.wav: 128 bands up to 10736 Hz over 4.0 seconds; the loudest band is at 258 Hz."
 */
export function melChart({
  title,
  mel,
  bands,
  seconds,
}: Pick<Heard, "title" | "mel" | "bands"> & { readonly seconds: number }): Chart {
  const { data, frames, bins } = mel;
  const width = Math.max(1, Math.ceil(frames / COLUMNS));
  const columns = Math.ceil(frames / width);
  const z = Array.from({ length: bins }, (_, band) =>
    Array.from({ length: columns }, (_, column) => {
      const end = Math.min(frames, (column + 1) * width);
      let sum = 0;
      for (let frame = column * width; frame < end; frame++) sum += data[frame * bins + band]!;
      return Number((sum / (end - column * width)).toFixed(1));
    }),
  );
  const loudest =
    bands[z.map((row) => Math.max(...row)).reduce((best, level, i, all) => (level > all[best]! ? i : best), 0)]!;
  const nearest = (hz: number): number =>
    bands.reduce((best, band, i) => (Math.abs(band - hz) < Math.abs(bands[best]! - hz) ? i : best), 0);
  return chart({
    title: "Which frequencies sound when?",
    source: `Audio: ${title}`,
    alt: `Mel spectrogram of ${title}: ${bins} bands up to ${Math.round(bands.at(-1)!)} Hz over ${seconds.toFixed(1)} seconds; the loudest band is at ${Math.round(loudest)} Hz.`,
    height: 380,
    data: [
      {
        type: "heatmap",
        z,
        x0: 0,
        dx: Number((seconds / columns).toFixed(4)),
        customdata: bands.map((hz) => new Array<number>(columns).fill(Math.round(hz))),
        colorscale: "Viridis",
        colorbar: { title: { text: "dB" }, thickness: 12 },
        hovertemplate: "%{x:.2f} s, %{customdata} Hz: %{z:.0f} dB<extra></extra>",
      },
    ],
    layout: {
      showlegend: false,
      xaxis: { title: { text: "seconds" }, zeroline: false, showgrid: false },
      yaxis: {
        title: { text: "Hz (mel scale)" },
        tickvals: TICKS_HZ.map(nearest),
        ticktext: TICKS_HZ.map((hz) => `${hz} `),
        showgrid: false,
        zeroline: false,
      },
      margin: { b: 50 },
    },
  });
}
