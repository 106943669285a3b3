import { decode, decodeMono } from "../decode/decode.ts";
import { SAMPLE_RATE } from "../defaults.ts";
import { extractFeatures } from "../extractFeatures.ts";
import { mixDown } from "../mixDown.ts";
import type { Aggregate } from "../onsetStrength.ts";
import { readAudio } from "../readAudio.ts";
import { reencode } from "../reencode.ts";
import { resample } from "../resample.ts";
import { cut, segments } from "../segments.ts";

/** What is extracted from every file. */
export interface ExtractSettings {
  /** The length of segments in seconds; the whole clip where absent. */
  readonly segment?: number;
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
 * The feature rows of one audio file.
 * @throws AudioError, in one line that names the file, where it can't be read or is too short
 */
export function extractClip(path: string, settings: ExtractSettings): Promise<ClipRows> {
  return readAudio(path, async (file) => {
    const { segment, tempo } = settings;
    if (segment === undefined) {
      const { samples, remarks } = await loadMono(file);
      return { rows: [{ features: extractFeatures(samples, { tempo }) }], remarks };
    }
    const { parts, remarks } = await (settings.reencode
      ? reencodedSegments(file, segment, settings.reencode)
      : plainSegments(file, segment));
    if (parts.length === 0) throw new Error(`it is shorter than half a segment of ${segment} s`);
    return { rows: parts.map((part, i) => ({ segment: i + 1, features: extractFeatures(part, { tempo }) })), remarks };
  });
}

interface Parts {
  readonly parts: readonly Float32Array[];
  readonly remarks: readonly string[];
}

async function loadMono(file: Uint8Array): Promise<{ samples: Float32Array; remarks: readonly string[] }> {
  const { samples, sampleRate, remarks } = await decodeMono(file);
  return { samples: resample(samples, sampleRate, SAMPLE_RATE), remarks };
}

async function plainSegments(file: Uint8Array, seconds: number): Promise<Parts> {
  const { samples, remarks } = await loadMono(file);
  return { parts: segments(samples, seconds), remarks };
}

/** Segments cut at the recording's own rate, encoded again as MP3, and decoded. */
async function reencodedSegments(file: Uint8Array, seconds: number, kilobits: number): Promise<Parts> {
  const { sampleRate, channels, remarks } = await decode(file);
  const cuts = channels.map((channel) => cut(channel, Math.round(seconds * sampleRate)));
  const parts: Float32Array[] = [];
  for (let i = 0; i < cuts[0]!.length; i++) {
    const again = await reencode({ sampleRate, channels: cuts.map((parts) => parts[i]!) }, kilobits);
    parts.push(resample(mixDown(again.channels), sampleRate, SAMPLE_RATE));
  }
  return { parts, remarks };
}
