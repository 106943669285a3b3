import { type AudioFile, findAudio, printable } from "../../audio/index.ts";
import { basename, extname } from "node:path";
import { listArchive } from "./listArchive.ts";

/** The clips of a set, archived or unpacked, in order of their names, and a line for each that can't be read. */
export async function listClips(
  place: { readonly archive: string } | { readonly unpacked: string },
): Promise<{ readonly clips: readonly AudioFile[]; readonly skipped: readonly string[] }> {
  if ("unpacked" in place) {
    const { files, skipped } = findAudio([place.unpacked]);
    return { clips: files, skipped };
  }
  const places = (await listArchive(place.archive)).filter(
    // Names that begin with a dot are those of the Finder's companions to files.
    ({ name }) => extname(name).toLowerCase() === ".mp3" && !basename(name).startsWith("."),
  );
  const clips = places.map((zipPlace) => ({
    path: place.archive,
    place: zipPlace,
    name: basename(zipPlace.name),
    track: basename(zipPlace.name, extname(zipPlace.name)),
    bytes: zipPlace.bytes,
    // Archives keep no reliable modification time; the content's checksum says more.
    changed: zipPlace.checksum,
  }));
  const byTrack = new Map<string, (typeof clips)[number]>();
  const skipped: string[] = [];
  for (const clip of clips) {
    const twin = byTrack.get(clip.track);
    if (twin === undefined) byTrack.set(clip.track, clip);
    else
      skipped.push(`${printable(clip.place.name)}: the archive has that clip already, ${printable(twin.place.name)}`);
  }
  return { clips: [...byTrack.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), skipped };
}
