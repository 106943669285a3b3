import { realpathSync, statSync } from "node:fs";
import { basename, dirname, extname, relative, sep } from "node:path";
import { AudioError } from "../audioError.ts";
import { EXTENSIONS } from "../decode/audioFormats.ts";
import { printable } from "../printable.ts";
import { kindProblem } from "../readAudio.ts";
import { type AudioAddress, audioAddress, isAddress } from "./audioAddresses.ts";
import type { AudioFile } from "./audioFile.ts";
import { type FoundFile, type Search, searchFolder } from "./searchFolder.ts";

/** The result of a search. */
export interface FoundAudio {
  /** In order of their names, every file once. */
  readonly files: readonly AudioFile[];
  /** One line for each file or folder that can't be read, with the reason. */
  readonly skipped: readonly string[];
  /** Audio files in unsupported formats: their number by extension. */
  readonly others: ReadonlyMap<string, number>;
}

/**
 * Finds the audio files among files and folders. Folders are searched to any depth, following links, for files with audio extensions; a
 * file given explicitly is taken whatever its name. Unreadable items - broken links, pipes, folders without permission, names that are
 * not UTF-8 - are skipped and named.
 *
 * A file's folder counts as its genre if it lies below a given folder, or if several folders are given. Addresses (`http://`, `https://`)
 * among the paths are files to be fetched: the last part of the path is the name, the one before it the folder if there are several.
 * @throws AudioError if a path doesn't exist, no audio is found, or two files would have rows of the same name
 * @example
 * import { findAudio } from "../src/audio/index.ts";
 * findAudio(["music"]).files.map(({ name, folder }) => [name, folder]); // => [["evening.wav", "Rock"], ["morning.wav", "Folk"]]
 */
export function findAudio(paths: readonly string[]): FoundAudio {
  const search: Search = { found: new Map(), seen: new Map(), skipped: [], others: new Map() };
  let folders = 0;
  const addresses = new Map<string, AudioAddress>();
  for (const path of paths) {
    if (isAddress(path)) {
      takeAddress(audioAddress(path, "an address among the files"), addresses, search.skipped);
      continue;
    }
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) throw new AudioError(`${printable(path)}: there is no such file or folder`);
    if (stats.isDirectory()) {
      folders++;
      searchFolder(path, search);
      continue;
    }
    const problem = kindProblem(stats);
    if (problem !== undefined) search.skipped.push(`${printable(path)}: ${problem}`);
    else if (!search.found.has(path)) search.found.set(path, { path, stats });
    search.seen.set(realpathSync(path), path);
  }
  const { found, skipped, others } = search;
  if (found.size + addresses.size === 0) throw new AudioError(nothingFound(paths, skipped, others));

  const remote = [...addresses.values()];
  const hosts = new Set(remote.map(({ host }) => host)).size;
  const remoteFolders = new Set(remote.map(({ shown }) => dirname(shown))).size;
  const candidates = [
    ...[...found.values()].map((file) => ({
      file: describe(file, folders > 1),
      longer: file.root && relative(file.root, file.path).split(sep).join("/"),
    })),
    ...remote.map((file) => ({
      file: describeAddress(file, remoteFolders > 1),
      longer: [...(hosts > 1 ? [file.host] : []), ...file.parts].join("/"),
    })),
  ];
  const clashing = repeated(candidates.map(({ file }) => file.name));
  const named = candidates.map(({ file, longer }) =>
    clashing.has(file.name) && longer !== undefined ? { ...file, name: longer } : file,
  );
  const [clash] = repeated(named.map(({ name }) => name));
  if (clash !== undefined) {
    const both = named.filter(({ name }) => name === clash).map(({ path }) => printable(path));
    throw new AudioError(`${both.join(" and ")} would both be named ${printable(clash)} in the table: rename one`);
  }
  const alike = repeated(named.map(({ name }) => trackOf(name)));
  const files = named.map((file) => {
    const track = trackOf(file.name);
    return { ...file, track: alike.has(track) ? file.name : track };
  });
  return { files: files.sort((a, b) => (a.name < b.name ? -1 : 1)), skipped, others };
}

function nothingFound(paths: readonly string[], skipped: readonly string[], others: Search["others"]): string {
  const where = paths.map(printable).join(", ");
  const also = [...skipped];
  if (others.size > 0) also.push(`files of sound that are not read: ${[...others.keys()].join(", ")}`);
  return [`no audio files (${EXTENSIONS.join(", ")}) in ${where}`, ...also].join("\n  ");
}

function describe({ path, root, stats }: FoundFile, severalFolders: boolean): Omit<AudioFile, "track"> {
  const isBelow = root !== undefined && (severalFolders || relative(root, dirname(path)) !== "");
  return {
    path,
    name: basename(path),
    ...(isBelow ? { folder: basename(dirname(path)) } : {}),
    bytes: stats.size,
    changed: stats.mtimeMs,
  };
}

/** Fetched files are distinguished by host and path: what follows may be a signature that differs each time. */
function takeAddress(file: AudioAddress, addresses: Map<string, AudioAddress>, skipped: string[]): void {
  const earlier = addresses.get(file.shown);
  if (earlier === undefined) addresses.set(file.shown, file);
  else if (earlier.address !== file.address) {
    skipped.push(
      `${printable(file.shown)}: it is there twice; addresses that differ only in login or query are taken for one file`,
    );
  }
}

function describeAddress({ address, shown, parts }: AudioAddress, severalFolders: boolean): Omit<AudioFile, "track"> {
  const folder = severalFolders ? parts.at(-2) : undefined;
  return { path: shown, address, name: parts.at(-1)!, ...(folder && { folder }), bytes: 0, changed: 0 };
}

function trackOf(name: string): string {
  return EXTENSIONS.includes(extname(name).toLowerCase()) ? name.slice(0, -extname(name).length) : name;
}

function repeated(names: readonly string[]): Set<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.size === seen.add(name).size));
}

/**
 * One line about audio files in unsupported formats, and what to do with them.
 * @example
 * import { othersInWords } from "../src/audio/index.ts";
 * othersInWords(new Map([[".m4a", 2]])).slice(0, 47); // => "files in formats that are not read: 2 .m4a; con"
 */
export function othersInWords(others: FoundAudio["others"]): string {
  const list = [...others].map(([extension, count]) => `${count} ${extension}`).join(", ");
  return `files in formats that are not read: ${list}; convert them to MP3, WAV, FLAC or Ogg Vorbis first`;
}
