import { realpathSync, statSync } from "node:fs";
import { basename, dirname, extname, relative, sep } from "node:path";
import { AudioError } from "../audioError.ts";
import { EXTENSIONS } from "../decode/audioFormats.ts";
import { kindProblem } from "../kindProblem.ts";
import { printable } from "../printable.ts";
import type { AudioFile } from "./audioFile.ts";
import { type Search, searchFolder } from "./searchFolder.ts";

/** What a search gave. */
export interface FoundAudio {
  /** In the order of their names, every file once. */
  readonly files: readonly AudioFile[];
  /** One line for each file or folder that can't be read, and why. */
  readonly skipped: readonly string[];
  /** Files of sound in formats that are not read: how many of each ending. */
  readonly others: ReadonlyMap<string, number>;
}

/**
 * Finds the audio files among files and folders. Folders are searched to any depth, links followed, for files whose names end as those of
 * audio files; a file given by itself is taken whatever its name. What is there but can't be read - broken links, pipes, folders that are
 * closed, names that are not UTF-8 - is skipped and named.
 *
 * A file's folder counts as its genre when it lies below a folder given, or when several folders are given.
 * @throws AudioError where a path does not exist, no audio is found, or two files would have rows of the same name
 * @example
 * import { findAudio } from "../src/audio/index.ts";
 * findAudio(["music"]).files.map(({ name, folder }) => [name, folder]); // => [["evening.wav", "Rock"], ["morning.wav", "Folk"]]
 */
export function findAudio(paths: readonly string[]): FoundAudio {
  const search: Search = { found: new Map(), seen: new Map(), skipped: [], others: new Map() };
  let folders = 0;
  for (const path of paths) {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) throw new AudioError(`${printable(path)}: there is no such file or folder`);
    if (stats.isDirectory()) {
      folders++;
      searchFolder(path, search);
      continue;
    }
    const problem = kindProblem(stats);
    if (problem !== undefined) search.skipped.push(`${printable(path)}: ${problem}`);
    else if (!search.found.has(path)) search.found.set(path, { path });
    search.seen.set(realpathSync(path), path);
  }
  const { found, skipped, others } = search;
  if (found.size === 0) throw new AudioError(nothingFound(paths, skipped, others));

  const candidates = [...found.values()].map((file) => ({ ...file, file: describe(file, folders > 1) }));
  const clashing = repeated(candidates.map(({ file }) => file.name));
  const named = candidates.map(({ file, root }) => {
    if (!clashing.has(file.name) || root === undefined) return file;
    return { ...file, name: relative(root, file.path).split(sep).join("/") };
  });
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

function describe({ path, root }: { path: string; root?: string }, severalFolders: boolean): Omit<AudioFile, "track"> {
  const stats = statSync(path);
  const isBelow = root !== undefined && (severalFolders || relative(root, dirname(path)) !== "");
  return {
    path,
    name: basename(path),
    ...(isBelow ? { folder: basename(dirname(path)) } : {}),
    bytes: stats.size,
    changed: stats.mtimeMs,
  };
}

function trackOf(name: string): string {
  return EXTENSIONS.includes(extname(name).toLowerCase()) ? name.slice(0, -extname(name).length) : name;
}

function repeated(names: readonly string[]): Set<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.size === seen.add(name).size));
}
