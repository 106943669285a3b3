import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { isAddress } from "../../audio/index.ts";
import { UserError } from "../../ground/index.ts";

/** One of FMA's archives, as the README of "FMA: A Dataset For Music Analysis" (github.com/mdeff/fma) lists it. */
export interface FmaArchive {
  readonly file: string;
  /** Of the whole archive, in hexadecimal. */
  readonly sha1: string;
  /** Its download size, for messages. */
  readonly size: string;
}

/** Where FMA's archives are served. */
export const FMA_ADDRESS = "https://os.unil.cloud.switch.ch/fma/";

/** Sets of 30-second clips, each containing the previous one. */
export const FMA_SETS: Readonly<Record<string, FmaArchive>> = {
  "fma-small": { file: "fma_small.zip", sha1: "ade154f733639d52e35e32f5593efe5be76c6d70", size: "7.2 GiB" },
  "fma-medium": { file: "fma_medium.zip", sha1: "c67b69ea232021025fca9231fc1c7c1a063ab50b", size: "22 GiB" },
  "fma-large": { file: "fma_large.zip", sha1: "497109f4dd721066b5ce5e5f250ec604dc78939e", size: "93 GiB" },
};

/** Lists of all tracks, with genre, artist, album and split. */
export const FMA_METADATA: FmaArchive = {
  file: "fma_metadata.zip",
  sha1: "f0df49ffe5f2a6008d7dc83c6915b31835dfe733",
  size: "342 MiB",
};

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
