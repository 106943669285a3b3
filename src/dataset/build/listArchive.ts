import { basename, extname } from "node:path";
import { openPromise } from "yauzl";
import { type AudioFile, findAudio, printable, type ZipPlace } from "../../audio/index.ts";
import { UserError } from "../../ground/index.ts";

/**
 * The files in a ZIP archive and their positions in it.
 * @throws UserError if it isn't an archive, or is truncated
 */
export async function listArchive(path: string): Promise<ZipPlace[]> {
  try {
    const archive = await openPromise(path, { lazyEntries: true });
    const places: ZipPlace[] = [];
    for await (const entry of archive.eachEntry()) {
      if (entry.fileName.endsWith("/")) continue;
      places.push({
        name: entry.fileName,
        begin: entry.relativeOffsetOfLocalHeader,
        packed: entry.compressedSize,
        bytes: entry.uncompressedSize,
        method: entry.compressionMethod,
        checksum: entry.crc32,
      });
    }
    archive.close();
    return places;
  } catch (cause) {
    throw new UserError(`${path}: it is no ZIP archive that can be read (${printable((cause as Error).message)})`, {
      cause,
    });
  }
}

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
