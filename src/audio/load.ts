import { open } from "node:fs/promises";
import { decode } from "./decode/decode.ts";
import { SAMPLE_RATE } from "./defaults.ts";
import { resample } from "./resample.ts";

/** The largest file that is read into memory. */
const MOST_BYTES = 2 ** 30;

/**
 * Loads an audio file as a mono signal, as librosa's `load`: decoded, mixed down and resampled.
 * @param path an MP3, WAV, FLAC or Ogg Vorbis file of up to 30 minutes
 * @param options `sampleRate`: of the result in Hz, default 22,050
 * @returns samples, full scale 1
 * @throws Error, in one line that names the file, where it can't be read
 */
export async function load(path: string, options: { readonly sampleRate?: number } = {}): Promise<Float32Array> {
  const { sampleRate = SAMPLE_RATE } = options;
  try {
    const decoded = await decode(await readWhole(path));
    return resample(decoded.samples, decoded.sampleRate, sampleRate);
  } catch (cause) {
    throw new Error(`${path}: ${(cause as Error).message}`, { cause });
  }
}

async function readWhole(path: string): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    if (size > MOST_BYTES) throw new Error("it is larger than 1 GiB: cut it into parts first");
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}
