import { openPromise } from "yauzl";
import { printable, type ZipPlace } from "../../audio/index.ts";
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
