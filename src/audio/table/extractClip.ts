import { decode, decodeMono } from "../decode/decode.ts";
import { SAMPLE_RATE } from "../defaults.ts";
import { extractFeatures } from "../extractFeatures.ts";
import { mixDown } from "../mixDown.ts";
import type { Aggregate } from "../onsetStrength.ts";
import { named, readAudio } from "../readAudio.ts";
import { reencode } from "../reencode.ts";
import { resample } from "../resample.ts";
import { cut, segments } from "../segments.ts";
import type { AudioFile } from "./audioFile.ts";
import { readZipPlace } from "./zipPlace.ts";

/** What is extracted from every file. */
export interface ExtractSettings {
  /** The length of segments in seconds; the whole clip where absent. */
  readonly segment?: number;
  /** Whether the whole clip is extracted as well as its segments. */
  readonly whole?: boolean;
  readonly tempo: Aggregate;
  /** Kilobits a second of a second MP3 encoding of each segment. */
  readonly reencode?: number;
}

/** Features of a clip or of one of its segments, in the order of `FEATURES`. */
export interface ClipRow {
  /** 1, 2 ... for segments. */
  readonly segment?: number;
  readonly features: Float64Array;
}

/** What one audio file gives. */
export interface ClipRows {
  readonly rows: readonly ClipRow[];
  /** A line for each damage that was passed over. */
  readonly remarks: readonly string[];
}

/**
 * The feature rows of one audio file: that of the whole first, where it is asked for. The file is decoded once.
 * @throws AudioError, in one line that names the file, where it can't be read or is too short
 */
export function extractClip(
  { path, place }: Pick<AudioFile, "path" | "place">,
  settings: ExtractSettings,
): Promise<ClipRows> {
  if (place === undefined) return readAudio(path, (file) => clipRows(file, settings));
  return named(`${path}/${place.name}`, async () => clipRows(await readZipPlace(path, place), settings));
}

async function clipRows(file: Uint8Array, settings: ExtractSettings): Promise<ClipRows> {
  const { segment, tempo } = settings;
  const rowOf = (samples: Float32Array): ClipRow => ({ features: extractFeatures(samples, { tempo }) });
  const { whole, parts, remarks } = await (settings.reencode && segment
    ? reencoded(file, segment, settings.reencode, settings.whole)
    : plain(file, segment));
  if (segment === undefined) return { rows: [rowOf(whole)], remarks };
  if (parts.length === 0) throw new Error(`it is shorter than half a segment of ${segment} s`);
  const rows = parts.map((part, i) => ({ segment: i + 1, ...rowOf(part) }));
  return { rows: settings.whole ? [rowOf(whole), ...rows] : rows, remarks };
}

interface Sound {
  readonly whole: Float32Array;
  readonly parts: readonly Float32Array[];
  readonly remarks: readonly string[];
}

async function plain(file: Uint8Array, seconds: number | undefined): Promise<Sound> {
  const { samples, sampleRate, remarks } = await decodeMono(file);
  const whole = resample(samples, sampleRate, SAMPLE_RATE);
  return { whole, parts: seconds === undefined ? [] : segments(whole, seconds), remarks };
}

/** Segments cut at the recording's own rate, encoded again as MP3, and decoded. */
async function reencoded(file: Uint8Array, seconds: number, kilobits: number, needsWhole = false): Promise<Sound> {
  const { sampleRate, channels, remarks } = await decode(file);
  const whole = needsWhole ? resample(mixDown(channels), sampleRate, SAMPLE_RATE) : new Float32Array();
  const cuts = channels.map((channel) => cut(channel, Math.round(seconds * sampleRate)));
  const parts: Float32Array[] = [];
  for (let i = 0; i < cuts[0]!.length; i++) {
    const again = await reencode({ sampleRate, channels: cuts.map((parts) => parts[i]!) }, kilobits);
    parts.push(resample(mixDown(again.channels), sampleRate, SAMPLE_RATE));
  }
  return { whole, parts, remarks };
}
