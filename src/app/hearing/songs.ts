import { type FeatureTable, selectFeatures, trackMeans } from "../../dataset/index.ts";
import type { Matrix } from "../../ground/index.ts";
import { EMBEDDING_FEATURES } from "../../schema.ts";

/** Songs described by the network. All lists have one entry per row of `X`. */
export interface Songs {
  /** The mean of the network's penultimate layer over a song's segments: songs x 200. */
  readonly X: Matrix;
  readonly track: readonly string[];
  readonly label: readonly string[];
  /** The artist, or something else it shares with other songs; null if unknown. */
  readonly artist: readonly (string | null)[];
  /** The same for a single segment in the middle of each song. */
  readonly single: Matrix;
  /** How much the network's features vary between segments; see `variation`. NaN for songs with fewer than four segments. */
  readonly variation: Float64Array;
  /** The same for the two, and the three, segments in the middle of each song; NaN for songs with one. */
  readonly variationOfTwo: Float64Array;
  readonly variationOfThree: Float64Array;
}

/** @param table segments of songs with the network's features */
export function songsOf(table: FeatureTable): Songs {
  const segments = selectFeatures(table, EMBEDDING_FEATURES);
  const { X, track, label, artist } = trackMeans(segments);
  const rowsOf = new Map<string, Float64Array[]>(track.map((name) => [name, []]));
  const { data, columns } = segments.X;
  segments.track.forEach((name, row) => rowsOf.get(name)!.push(data.subarray(row * columns, (row + 1) * columns)));
  const single = track.flatMap((name) => {
    const rows = rowsOf.get(name)!;
    return [...rows[rows.length >> 1]!];
  });
  const variationOf = (count: number): Float64Array =>
    Float64Array.from(track, (name) => {
      const rows = rowsOf.get(name)!;
      return variation(rows.slice(Math.max(0, (rows.length - count + 1) >> 1)).slice(0, count));
    });
  return {
    X,
    single: { data: Float64Array.from(single), rows: track.length, columns },
    track,
    label,
    artist: artist ?? track.map(() => null),
    variation: Float64Array.from(track, (name) => {
      const rows = rowsOf.get(name)!;
      return rows.length < FEW_SEGMENTS ? NaN : variation(rows);
    }),
    variationOfTwo: variationOf(2),
    variationOfThree: variationOf(3),
  };
}

/** Fewer segments say less about how much a song varies. */
export const FEW_SEGMENTS = 4;

/** How much the features vary: the standard deviation over the segments, averaged over the embedding. NaN for one segment. */
export function variation(segments: readonly ArrayLike<number>[]): number {
  if (segments.length < 2) return NaN;
  const columns = segments[0]!.length;
  let sum = 0;
  for (let j = 0; j < columns; j++) {
    const mean = segments.reduce((total, segment) => total + segment[j]!, 0) / segments.length;
    const squares = segments.reduce((total, segment) => total + (segment[j]! - mean) ** 2, 0);
    sum += Math.sqrt(squares / (segments.length - 1));
  }
  return sum / columns;
}

/** What is kept apart when a model is measured: each row's group is on one side of a split. */
export interface Apart {
  /** "song" if artists are unknown, or a genre has only one. */
  readonly by: "artist" | "song";
  readonly groups: readonly string[];
}

/**
 * The groups that keep the same artist, and the same recording, on one side of a split. A song on its album and on a compilation is one
 * recording by one artist, whatever the folders say.
 */
export function apartOf(songs: Songs): Apart {
  const pairs = sameRecordings(songs);
  const byArtist = joined(artistsOf(songs), pairs);
  if (songs.artist.some((artist) => artist !== null) && genresOfOneGroup(songs, byArtist).length === 0) {
    return { by: "artist", groups: byArtist };
  }
  const bySong = joined(songs.track, pairs);
  // Copies of one recording can't be kept apart where a genre has nothing else.
  return { by: "song", groups: genresOfOneGroup(songs, bySong).length === 0 ? bySong : songs.track };
}

/** The genres whose songs are all by one artist: with artists kept apart, nothing can be learned about them. */
export function genresOfOneArtist(songs: Songs): string[] {
  return genresOfOneGroup(songs, artistsOf(songs));
}

/**
 * Songs closer than this, in standard deviations of one value of the network, are the same recording. Of the sample's clips, encoded again
 * at 128 kbit/s are 1 apart, without their first 6 seconds 1.3, at 64 kbit/s 3.3 (medians); the closest two songs of its 12,720 pairs are 5.
 */
export const SAME_RECORDING = 3;

/** The pairs of rows that are the same recording. */
export function sameRecordings({ X }: Songs): [number, number][] {
  const { data, rows, columns } = X;
  const pairs: [number, number][] = [];
  const limit = SAME_RECORDING ** 2 * meanVariance(X);
  for (let a = 0; a < rows; a++) {
    for (let b = 0; b < a; b++) {
      let sum = 0;
      for (let j = 0; j < columns && sum <= limit; j++) sum += (data[a * columns + j]! - data[b * columns + j]!) ** 2;
      if (sum <= limit) pairs.push([b, a]);
    }
  }
  return pairs;
}

function artistsOf({ artist, track }: Songs): string[] {
  return track.map((name, row) => (artist[row] === null ? `track ${name}` : `artist ${artist[row]}`));
}

function genresOfOneGroup({ label }: Songs, groups: readonly string[]): string[] {
  return [...new Set(label)].sort().filter((genre) => {
    const rows = label.flatMap((of, row) => (of === genre ? [row] : []));
    return rows.length > 1 && new Set(rows.map((row) => groups[row])).size === 1;
  });
}

/** The groups, where those of each pair of rows are one. */
function joined(groups: readonly string[], pairs: readonly (readonly [number, number])[]): string[] {
  const of = [...groups];
  for (const [a, b] of pairs) {
    const [kept, gone] = [of[a]!, of[b]!];
    if (kept !== gone) of.forEach((group, row) => group === gone && (of[row] = kept));
  }
  return of;
}

/** The variance of each column, averaged. */
function meanVariance({ data, rows, columns }: Songs["X"]): number {
  let total = 0;
  for (let j = 0; j < columns; j++) {
    let [sum, squares] = [0, 0];
    for (let row = 0; row < rows; row++) {
      const value = data[row * columns + j]!;
      sum += value;
      squares += value * value;
    }
    total += Math.max(0, squares / rows - (sum / rows) ** 2);
  }
  return total / columns;
}
