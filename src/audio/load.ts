import { decodeMono } from "./decode/decode.ts";
import { SAMPLE_RATE } from "./defaults.ts";
import { readAudio } from "./readAudio.ts";
import { resample } from "./resample.ts";

/**
 * Loads an audio file as a mono signal, like librosa's `load`: decoded, mixed down and resampled.
 * @param path an MP3, WAV, FLAC or Ogg Vorbis file of up to 30 minutes
 * @param options `sampleRate`: of the result in Hz, default 22,050
 * @returns samples, full scale 1
 * @throws AudioError, one line that names the file, if it can't be read
 * @example
 * import { load } from "../src/audio/index.ts";
 * const y = await load("song.wav");
 * y.length / 22050; // => 4
 */
export function load(path: string, options: { readonly sampleRate?: number } = {}): Promise<Float32Array> {
  return readAudio(path, async (file) => {
    const { samples, sampleRate } = await decodeMono(file);
    return resample(samples, sampleRate, options.sampleRate ?? SAMPLE_RATE);
  });
}
