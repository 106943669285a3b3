import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { isAddress } from "../../audio/index.ts";
import { UserError } from "../../ground/index.ts";
import { FMA_ADDRESS, FMA_METADATA, type FmaArchive } from "./fmaSets.ts";

/** Where something is: an archive to fetch, an archive on disk, or its unpacked content. */
export type Place = { readonly url: string } | { readonly archive: string } | { readonly unpacked: string };

/** Where a set's clips and the list of tracks are. */
export interface FmaPlaces {
  readonly clips: Place;
  readonly tracks: Place;
}

/**
 * Finds one of FMA's sets.
 * @param from an address (of the archive or of the folder with both), the archive, or a folder that contains archives or their unpacked
 * content; by default FMA's own address
 * @throws UserError if there is none
 */
export function locateFma(set: FmaArchive, from: string = FMA_ADDRESS): FmaPlaces {
  if (isAddress(from)) {
    if (!URL.canParse(from)) throw new UserError("--from: it is no address that can be read");
    const url = new URL(from);
    const isArchive = url.pathname.endsWith(".zip");
    if (!isArchive && !url.pathname.endsWith("/")) url.pathname += "/";
    const beside = (file: string): string => new URL(file, url).href;
    return { clips: { url: isArchive ? url.href : beside(set.file) }, tracks: { url: beside(FMA_METADATA.file) } };
  }
  const stats = statSync(from, { throwIfNoEntry: false });
  if (stats === undefined) throw new UserError(`${from}: there is no such file or folder`);
  if (!stats.isDirectory()) return { clips: { archive: from }, tracks: tracksIn([dirname(from)], from) };
  const [archive, unpacked] = [join(from, set.file), join(from, set.file.replace(".zip", ""))];
  const clips = existsSync(unpacked) ? { unpacked } : existsSync(archive) ? { archive } : { unpacked: from };
  return { clips, tracks: tracksIn([from, dirname(from)], from) };
}

function tracksIn(folders: readonly string[], from: string): Place {
  for (const folder of folders) {
    for (const file of ["fma_metadata/tracks.csv", "tracks.csv"]) {
      if (existsSync(join(folder, file))) return { unpacked: join(folder, file) };
    }
    const archive = join(folder, FMA_METADATA.file);
    if (existsSync(archive)) return { archive };
  }
  throw new UserError(`${from}: neither ${FMA_METADATA.file} nor its tracks.csv is beside it`);
}
