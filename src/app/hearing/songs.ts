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
  /** The same for the two segments in the middle of each song; NaN for songs with one. */
  readonly variationOfTwo: Float64Array;
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
    variationOfTwo: Float64Array.from(track, (name) => {
      const rows = rowsOf.get(name)!;
      return variation(rows.slice((rows.length - 1) >> 1).slice(0, 2));
    }),
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

/** What keeps songs on one side of a split: their artist, or the song itself if the artist is unknown. */
export function groupsOfSongs({ artist, track }: Songs): string[] {
  return track.map((name, row) => (artist[row] === null ? `track ${name}` : `artist ${artist[row]}`));
}

/** The genres whose songs are all by one artist: with artists kept apart, nothing can be learned about them. */
export function genresOfOneArtist(songs: Songs): string[] {
  const groups = groupsOfSongs(songs);
  return [...new Set(songs.label)].sort().filter((genre) => {
    const rows = songs.label.flatMap((label, row) => (label === genre ? [row] : []));
    return rows.length > 1 && new Set(rows.map((row) => groups[row])).size === 1;
  });
}
