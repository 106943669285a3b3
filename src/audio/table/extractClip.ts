import type { FeatureSet } from "../../schema.ts";
import { decode, decodeMono } from "../decode/decode.ts";
import type { AudioPiece } from "../decode/decodedAudio.ts";
import { SAMPLE_RATE } from "../defaults.ts";
import { extractFeatures } from "../extractFeatures.ts";
import { mixDown } from "../mixDown.ts";
import { fetchAudio } from "../fetchAudio.ts";
import { hear, HEARING_SECONDS, hearRecording } from "../musicnn/hear.ts";
import type { Heard } from "../musicnn/network.ts";
import type { Aggregate } from "../tempo.ts";
import { named, readAudio } from "../readAudio.ts";
import { reencode } from "../reencode.ts";
import { resample } from "../resample.ts";
import { cut, segments } from "../segments.ts";
import type { AudioFile } from "./audioFile.ts";
import { readZipPlace } from "./zipPlace.ts";

/** What is extracted from every file. */
export interface ExtractSettings {
  /** Which features; by default the report's. The network's can be combined with segments of 3 seconds or none, not re-encoded. */
  readonly features?: FeatureSet;
  /** The length of segments in seconds; by default the whole clip. */
  readonly segment?: number;
  /** Whether to extract the whole clip as well as its segments; only with the report's features. */
  readonly whole?: boolean;
  readonly tempo: Aggregate;
  /** The bitrate for re-encoding each segment as MP3, in kilobits per second. */
  readonly reencode?: number;
}

/** Features of a clip or of one of its segments, in the order of the set's columns. */
export interface ClipRow {
  /** 1, 2 ... for segments. */
  readonly segment?: number;
  readonly features: Float64Array;
}

/** The rows of one audio file. */
export interface ClipRows {
  readonly rows: readonly ClipRow[];
  /** One line for each damaged part that was skipped. */
  readonly remarks: readonly string[];
}

/** The seconds of segments that are encoded again at once: a whole clip's, and a limit on memory for longer recordings. */
const REENCODED_SECONDS = 60;
/** Digits written for a value of the network, which is accurate to four or five. */
const DIGITS = 5;

/**
 * The feature rows of one audio file: the whole clip's first, if it is requested besides segments. The file is decoded once. It is read
 * unless its content is given.
 * @throws AudioError, one line that names the file, if it can't be read or is too short
 */
export function extractClip(
  { path, address, place, content }: Pick<AudioFile, "path" | "address" | "place"> & { readonly content?: Uint8Array },
  settings: ExtractSettings,
): Promise<ClipRows> {
  if (content !== undefined) return named(path, () => clipRows(content, settings));
  if (address !== undefined) return named(path, async () => clipRows(await fetchAudio(address), settings));
  if (place === undefined) return readAudio(path, (file) => clipRows(file, settings));
  return named(`${path}/${place.name}`, async () => clipRows(await readZipPlace(path, place), settings));
}

async function clipRows(file: Uint8Array, settings: ExtractSettings): Promise<ClipRows> {
  const { features = "report", segment, reencode: kilobits, tempo } = settings;
  const wholeRows = (y: Float32Array): ClipRow[] => (settings.whole ? reportRows([y], { tempo }) : []);
  if (segment !== undefined && kilobits) {
    const recording = await decode(file);
    const parts = await reencodedSegments(recording, segment, kilobits);
    const rows = reportRows(parts, settings);
    return { rows: [...wholeRows(resampled(recording)), ...rows], remarks: recording.remarks };
  }
  if (features === "musicnn") {
    const { segments: heard, remarks } = await hearRecording(file);
    return { rows: learnedRows(heard, segment), remarks };
  }
  const { samples, sampleRate, remarks } = await decodeMono(file);
  const learned = features === "report" ? undefined : learnedRows(hear(samples, sampleRate), segment);
  const y = resample(samples, sampleRate, SAMPLE_RATE);
  const rows = reportRows(segment === undefined ? [y] : segments(y, segment), settings);
  if (learned !== undefined) return { rows: sideBySide(rows, learned), remarks };
  return { rows: segment === undefined ? rows : [...wholeRows(y), ...rows], remarks };
}

/** @throws RangeError if settings can't be combined with the network's features */
export function checkSettings({ features = "report", segment, reencode }: ExtractSettings): void {
  if (features === "report") return;
  if (segment !== undefined && segment !== HEARING_SECONDS) {
    throw new RangeError(
      `the network hears ${HEARING_SECONDS} seconds at a time: it takes no segments of ${segment} s`,
    );
  }
  if (reencode !== undefined) {
    throw new RangeError("segments that are encoded again go with the report's features only");
  }
}

function reportRows(
  parts: readonly Float32Array[],
  { segment, tempo }: Pick<ExtractSettings, "segment" | "tempo">,
): ClipRow[] {
  if (parts.length === 0) throw new Error(`it is shorter than half a segment of ${segment} s`);
  return parts.map((part, i) => ({
    ...(segment === undefined ? {} : { segment: i + 1 }),
    features: extractFeatures(part, { tempo }),
  }));
}

/** What the network hears in each segment, or averaged over the whole clip. */
function learnedRows(heard: readonly Heard[], segment: number | undefined): ClipRow[] {
  const parts = heard.map(({ embedding, tags }) => Float64Array.from([...embedding, ...tags]));
  if (segment !== undefined) return parts.map((part, i) => ({ segment: i + 1, features: part.map(rounded) }));
  const sum = parts.reduce((total, part) => total.map((value, i) => value + part[i]!));
  return [{ features: sum.map((value) => rounded(value / parts.length)) }];
}

function rounded(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

/** A last piece of exactly half a segment may be one sample too short at one of the two rates; it is then left out. */
function sideBySide(rows: readonly ClipRow[], learned: readonly ClipRow[]): ClipRow[] {
  return rows.slice(0, learned.length).map((row, i) => ({
    ...row,
    features: Float64Array.from([...row.features, ...learned[i]!.features]),
  }));
}

function resampled({ channels, sampleRate }: AudioPiece): Float32Array {
  return resample(mixDown(channels), sampleRate, SAMPLE_RATE);
}

/** Segments cut at the recording's own rate, re-encoded as MP3, and decoded. */
async function reencodedSegments(
  { channels, sampleRate }: AudioPiece,
  seconds: number,
  kilobits: number,
): Promise<Float32Array[]> {
  const cuts = channels.map((channel) => cut(channel, Math.round(seconds * sampleRate)));
  const atOnce = Math.max(1, Math.floor(REENCODED_SECONDS / seconds));
  const parts: Float32Array[] = [];
  for (let i = 0; i < cuts[0]!.length; i += atOnce) {
    const some = cuts[0]!.slice(i, i + atOnce);
    const pieces = some.map((_, j) => ({ sampleRate, channels: cuts.map((segments) => segments[i + j]!) }));
    for (const piece of await reencode(pieces, kilobits)) parts.push(resampled(piece));
  }
  return parts;
}
