import type { TrackMeans } from "./readTrackMeans.ts";

/** FMA numbers tracks as they are uploaded, album by album: ids of one genre this close together mostly belong to one artist. */
const NEAR = 20;

/** A number for each track, the same for tracks that are probably by one artist. */
export function neighbouringTracks({ label, id }: Pick<TrackMeans, "label" | "id">): number[] {
  const order = [...id.keys()].sort((a, b) =>
    label[a] === label[b] ? id[a]! - id[b]! : label[a]! < label[b]! ? -1 : 1,
  );
  const groups = new Array<number>(id.length);
  let group = 0;
  order.forEach((row, i) => {
    const before = order[i - 1];
    if (before !== undefined && (label[before] !== label[row] || id[row]! - id[before]! > NEAR)) group++;
    groups[row] = group;
  });
  return groups;
}
