import type { FeatureTable } from "../../dataset/index.ts";
import type { Matrix } from "../../ground/index.ts";

/** A track of a table of segments. */
export interface KnownTrack {
  readonly track: string;
  readonly genre: string;
  readonly artist?: string;
}

/** The mean features of each track over its segments: row `i` of `X` is `tracks[i]`. */
export interface TrackMeans {
  readonly tracks: readonly KnownTrack[];
  readonly X: Matrix;
}

/** Takes the segments of each track together, in the order in which the tracks come. */
export function trackMeans({ X, track, label, artist }: FeatureTable): TrackMeans {
  const places = new Map<string, number>();
  const tracks: KnownTrack[] = [];
  track.forEach((name, row) => {
    if (places.has(name)) return;
    places.set(name, tracks.length);
    const known = artist?.[row];
    tracks.push({ track: name, genre: label[row]!, ...(known ? { artist: known } : {}) });
  });
  const { columns } = X;
  const data = new Float64Array(tracks.length * columns);
  const counts = new Float64Array(tracks.length);
  track.forEach((name, row) => {
    const place = places.get(name)!;
    counts[place]!++;
    for (let j = 0; j < columns; j++) data[place * columns + j]! += X.data[row * columns + j]!;
  });
  for (let i = 0; i < data.length; i++) data[i]! /= counts[Math.floor(i / columns)]!;
  return { tracks, X: { data, rows: tracks.length, columns } };
}
