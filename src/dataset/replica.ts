import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { COMPUTED_FEATURES } from "../schema.ts";
import type { FeatureTable } from "./featureTable.ts";
import { lagOfTempo, largestMean, segmentDrawer, tempoOfLag } from "./replica/drawSegments.ts";
import { drawDetails, type DrawnTrack, drawTracks } from "./replica/drawTracks.ts";
import { RandomStream } from "./replica/randomStream.ts";
import { parseReplicaModel, type ReplicaModel, shareOf, spreadOf } from "./replica/replicaModel.ts";
import { SHOWN_AS_CARD } from "./tableCard.ts";
import { TableError } from "./tableError.ts";

export interface ReplicaOptions {
  /** An integer; the same seed draws the same tables, to the last bit. */
  readonly seed?: number;
  /** 1,000 as in FMA-small. */
  readonly tracksPerGenre?: number;
}

/** The two tables of a replica. */
export interface ReplicaTables {
  readonly clips: FeatureTable;
  readonly segments: FeatureTable;
}

const SEGMENTS_PER_TRACK = 10;
/** The share of tracks shorter than 30 seconds. The report's tables lack about 58 of 80,000 segments. */
const SHORT_TRACKS = 0.0013;
/** The first track id. FMA has none this high, so no drawn track can be mistaken for one of its. */
const FIRST_ID = 900_001;

/**
 * Draws tables of the report's size and layout from statistics of real music. None of their rows is a piece of music.
 * @param path the name shown in errors about the tables
 */
export function drawReplica(
  model: ReplicaModel,
  { seed = 1, tracksPerGenre = 1000 }: ReplicaOptions = {},
  path = "replica",
): ReplicaTables {
  const random = new RandomStream(seed);
  return drawTables(model, drawTracks(model, tracksPerGenre, random), random, path);
}

/**
 * The tables of real clips again, with only their core features their own: their other features and their segments are drawn. Beside the real
 * segments it shows what that part of the replica makes of music, with no chance in which clips are compared.
 * @param clips with all core features and artists
 * @param seed an integer
 */
export function redrawClips(
  model: ReplicaModel,
  { X, features, label, artist }: FeatureTable,
  seed: number,
): ReplicaTables {
  const random = new RandomStream(seed);
  const at = model.core.map((name) => features.indexOf(name));
  const artists = [...new Set(artist)];
  const known = label.map((genre, row) => ({
    genre,
    artist: artists.indexOf(artist![row]!),
    core: Float64Array.from(at, (column) => X.data[row * X.columns + column]!),
  }));
  return drawTables(model, drawDetails(model, known, random), random, "redrawn");
}

function drawTables(
  model: ReplicaModel,
  tracks: readonly DrawnTrack[],
  random: RandomStream,
  path: string,
): ReplicaTables {
  const counts = tracks.map(() =>
    random.uniform() < SHORT_TRACKS ? 1 + Math.floor(random.uniform() * (SEGMENTS_PER_TRACK - 1)) : SEGMENTS_PER_TRACK,
  );
  const features = featuresOf(model);
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const clips = emptyTable(`${path} (30-second clips)`, features, tracks.length);
  const segments = emptyTable(`${path} (3-second segments)`, features, rows);

  const places = placesOf(model, features);
  const draw = segmentDrawer(model, random);
  const at = (names: readonly string[]): number[] => names.map((name) => features.indexOf(name));
  const { descriptors } = model.segments;
  const meanAt = at(descriptors.map((name) => `${name}_mean`));
  const varianceAt = at(descriptors.map((name) => `${name}_var`));
  const largest = features.map(largestMean);
  const tempoAt = features.indexOf("tempo");

  tracks.forEach((track, index) => {
    const values = pick(track.values, places.features);
    for (let i = 0; i < values.length; i++) values[i] = Math.min(values[i]!, largest[i]!);
    values[tempoAt] = tempoOfLag(lagOfTempo(values[tempoAt]!));
    const name = `${FIRST_ID + index}`;
    addRow(clips, track, name, null, values);
    const drawn = draw(
      {
        mean: pick(values, meanAt),
        variance: pick(values, varianceAt),
        share: pick(track.values, places.share),
        spread: pick(track.values, places.spread),
        tempo: values[tempoAt]!,
      },
      counts[index]!,
    );
    const size = meanAt.length;
    for (let s = 0; s < counts[index]!; s++) {
      for (let i = 0; i < size; i++) {
        values[meanAt[i]!] = drawn.means[s * size + i]!;
        values[varianceAt[i]!] = drawn.variances[s * size + i]!;
      }
      values[tempoAt] = drawn.tempo[s]!;
      addRow(segments, track, name, s + 1, values);
    }
  });
  return { clips: finished(clips), segments: finished(segments) };
}

/** The values at the given positions. */
function pick(values: Float64Array, places: readonly number[]): Float64Array {
  const picked = new Float64Array(places.length);
  for (let i = 0; i < places.length; i++) picked[i] = values[places[i]!]!;
  return picked;
}

/** The features the statistics know; a new feature is missing until the replica is fitted again. */
function featuresOf({ core, details }: ReplicaModel): string[] {
  return COMPUTED_FEATURES.filter((name) => core.includes(name) || details.includes(name));
}

/** The position of each feature, share and spread in a drawn track's values. */
function placesOf(
  { core, details, segments }: ReplicaModel,
  features: readonly string[],
): Record<"features" | "share" | "spread", number[]> {
  const names = [...core, ...details];
  const placeOf = (name: string): number => {
    const place = names.indexOf(name);
    if (place < 0) throw new RangeError(`the replica's statistics say nothing of ${name}`);
    return place;
  };
  return {
    features: features.map(placeOf),
    share: segments.descriptors.map((name) => placeOf(shareOf(name))),
    spread: segments.descriptors.map((name) => placeOf(spreadOf(name))),
  };
}

interface GrowingTable {
  readonly path: string;
  readonly features: readonly string[];
  readonly data: Float64Array;
  readonly filename: string[];
  readonly label: string[];
  readonly track: string[];
  readonly segment: (number | null)[];
  readonly artist: string[];
}

function emptyTable(path: string, features: readonly string[], rows: number): GrowingTable {
  const data = new Float64Array(rows * features.length);
  return { path, features, data, filename: [], label: [], track: [], segment: [], artist: [] };
}

function addRow(
  table: GrowingTable,
  { genre, artist }: DrawnTrack,
  track: string,
  segment: number | null,
  values: Float64Array,
): void {
  table.data.set(values, table.filename.length * values.length);
  table.filename.push(segment === null ? `${track}.mp3` : `${segment}-${track}.mp3`);
  table.label.push(genre);
  table.track.push(track);
  table.segment.push(segment);
  table.artist.push(`Drawn artist ${artist + 1}`);
}

/** The table with the checksum of its values. */
function finished({ data, ...lists }: GrowingTable): FeatureTable {
  return {
    ...lists,
    sha256: createHash("sha256").update(data).digest("hex"),
    X: { data, rows: lists.filename.length, columns: lists.features.length },
    dropped: [],
    ...SHOWN_AS_CARD,
  };
}

/**
 * Draws the replica from the statistics in a file, in about a second.
 * @throws TableError if the file can't be read or isn't a replica model
 */
export async function readReplica(path: string, options: ReplicaOptions = {}): Promise<ReplicaTables> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    const problem = error.code === "ENOENT" ? "no such file" : `can't be read: ${error.message}`;
    throw new TableError({ path }, `${problem}; npm run replica:fit makes it`);
  });
  return drawReplica(parseReplicaModel(path, text), options, path);
}
