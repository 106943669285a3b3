import type { ParallelWork } from "../../wasm/index.ts";
import { decodeInPieces } from "../decode/decode.ts";
import { mixDown } from "../mixDown.ts";
import { joined } from "../joined.ts";
import { readAudio } from "../readAudio.ts";
import { Resampler, SOXR_HQ } from "../resample.ts";
import { speechLikeness } from "../speechLikeness.ts";
import { HEARING_RATE, logMel } from "./logMel.ts";
import { type Heard, Network } from "./network.ts";
import type { Spectrogram } from "../spectrogram.ts";
import { BANDS, PATCH_FRAMES } from "./shape.ts";

/** Seconds from one segment to the next, like the segments of the published tables. */
export const HEARING_SECONDS = 3;
/** Frames in a segment of 3 seconds; the network uses 187 of them. */
const SEGMENT_FRAMES = 187.5;

/**
 * Quieter recordings are raised to this level (of the loudest 3 seconds), in decibels. The network learnt from music as loud as it is published,
 * and hears little in quiet music. All but one of the sample's songs are louder. Of songs 30 dB down, 39 of 80 got no answer; raised, 4.
 */
const QUIET = -25;
/** Below this level, in decibels, nothing is meant to be heard: only the noise of 16 bits is left. */
export const SILENCE = -70;

let shared: Network | undefined;
let silence: Heard | undefined;

/**
 * This thread's network: setting it up takes a quarter of a second, so it is kept.
 * @example
 * import { network } from "../src/audio/index.ts";
 * network().tags.slice(0, 3); // => ["rock", "pop", "alternative"]
 */
export function network(): Network {
  shared ??= new Network();
  return shared;
}

/** Silence is processed only once: it produces numbers so small that processors take half a second for them. */
function hearSilence(patch: Float32Array): Heard {
  silence ??= network().hear(patch);
  return silence;
}

/** A signal as the network hears it. */
export interface HeardSignal {
  /** Every 3 seconds. */
  readonly segments: readonly Heard[];
  /** The level of the loudest 3 seconds in decibels below full scale, before it is raised, without any constant offset; -Infinity for silence. */
  readonly level: number;
  /** How much it sounds like someone talking without music; see `speechLikeness`. */
  readonly speech: number;
}

/** An audio file as the network hears it. */
export interface HeardFile extends HeardSignal {
  /** One line for each damaged part that was skipped. */
  readonly remarks: readonly string[];
}

/**
 * What the network hears in an audio file, and its input, the log-mel spectrogram.
 * @param file the whole file
 * @throws Error, one line, if it can't be decoded, is too short, or longer than `minutes`
 * @example
 * import { readFileSync } from "node:fs";
 * import { hearRecording } from "../src/audio/index.ts";
 * const { segments, level } = await hearRecording(readFileSync("song.wav"));
 * segments[0]!.embedding.length; // => 200
 * level; // => -16.9
 */
export async function hearRecording(
  file: Uint8Array,
  options: { readonly minutes?: number } = {},
): Promise<HeardFile & { readonly mel: Spectrogram }> {
  let listener: Listener | undefined;
  const remarks = await decodeInPieces(file, options, ({ sampleRate, channels }) => {
    listener ??= new Listener(sampleRate);
    listener.push(mixDown(channels));
  });
  return { ...listener!.end(), remarks };
}

/**
 * What the network hears in an audio file.
 * @throws AudioError, one line that names the file, if it can't be read or is too short
 */
export function hearFile(path: string): Promise<HeardFile> {
  return readAudio(path, async (file) => {
    const { mel, ...heard } = await hearRecording(file);
    void mel;
    return heard;
  });
}

/** One of many files. If it fails, the result is the reason why it is skipped. */
export const hearWork: ParallelWork<null, string, HeardFile | string> = {
  moduleUrl: import.meta.url,
  name: "hearWork",
  start: () => {
    network();
    return (path) => hearFile(path).catch((error: unknown) => (error as Error).message);
  },
};

/** What the network hears in a signal, every 3 seconds; see `hearSignal`. */
export function hear(samples: Float32Array, sampleRate: number): readonly Heard[] {
  return hearSignal(samples, sampleRate).segments;
}

/**
 * What the network hears in a signal, every 3 seconds, and further properties of the signal. A quiet signal is raised first. A last piece counts if it is at least half
 * a segment; it is completed with what comes before it, or with silence if the signal is too short for that.
 * @param samples mono, full scale 1
 * @throws RangeError if the signal is shorter than 1.5 seconds or has a value that is not finite
 * @example
 * import { hearSignal, load, network } from "../src/audio/index.ts";
 * const { segments } = hearSignal(await load("song.wav", { sampleRate: 16000 }), 16000);
 * const likeliest = segments[0]!.tags.indexOf(Math.max(...segments[0]!.tags));
 * network().tags[likeliest]; // => "electronic"
 */
export function hearSignal(samples: Float32Array, sampleRate: number): HeardSignal & { readonly mel: Spectrogram } {
  const listener = new Listener(sampleRate);
  listener.push(samples);
  return listener.end();
}

/** Does what `hearSignal` does with a signal that comes in pieces; it holds no more of it than what the network hears. */
class Listener {
  readonly #sampleRate: number;
  readonly #resampler: Resampler;
  #heard: Float32Array[] = [];
  #length = 0;
  /** Sum and sum of squares of the 3 seconds that the signal is in, and the highest variance of any before. */
  #sum = 0;
  #squares = 0;
  #most = 0;

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate;
    this.#resampler = new Resampler({ from: sampleRate, to: HEARING_RATE, filter: SOXR_HQ }, (piece) =>
      this.#heard.push(piece),
    );
  }

  push(samples: Float32Array): void {
    const each = HEARING_SECONDS * this.#sampleRate;
    for (const value of samples) {
      if (!Number.isFinite(value)) throw new RangeError(`sample ${this.#length} of the signal is ${value}`);
      this.#sum += value;
      this.#squares += value * value;
      if (++this.#length % each === 0) this.#endPiece(each);
    }
    this.#resampler.push(samples);
  }

  #endPiece(length: number): void {
    this.#most = Math.max(this.#most, this.#squares / length - (this.#sum / length) ** 2);
    [this.#sum, this.#squares] = [0, 0];
  }

  end(): HeardSignal & { readonly mel: Spectrogram } {
    const count = Math.round(this.#length / this.#sampleRate / HEARING_SECONDS);
    if (count === 0) throw new RangeError(`it is shorter than half a segment of ${HEARING_SECONDS} s`);
    const rest = this.#length % (HEARING_SECONDS * this.#sampleRate);
    if (rest > 0) this.#endPiece(rest);
    const level = 10 * Math.log10(this.#most);
    this.#resampler.end();
    const heard = joined(this.#heard.splice(0));
    const speech = speechLikeness(heard);
    const mel = logMel(heard, level < QUIET && level >= SILENCE ? 10 ** ((QUIET - level) / 20) : 1);
    return { segments: segmentsOf(mel, count), level, speech, mel };
  }
}

function segmentsOf({ data, frames }: Spectrogram, count: number): Heard[] {
  return Array.from({ length: count }, (_, i) => {
    const begin = Math.max(0, Math.min(Math.round(i * SEGMENT_FRAMES), frames - PATCH_FRAMES));
    const patch = new Float32Array(PATCH_FRAMES * BANDS);
    patch.set(data.subarray(begin * BANDS, (begin + PATCH_FRAMES) * BANDS));
    return patch.some((value) => value !== 0) ? network().hear(patch) : hearSilence(patch);
  });
}
