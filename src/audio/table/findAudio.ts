import { readdirSync, statSync } from "node:fs";
import { basename, dirname, extname, join, relative, sep } from "node:path";
import { AudioError } from "../audioError.ts";
import type { AudioFile } from "./audioFile.ts";

const EXTENSIONS = [".mp3", ".wav", ".flac", ".ogg", ".oga"];

interface Found {
  readonly path: string;
  /** The folder that was given, or undefined for a file that was given itself. */
  readonly root?: string;
}

/**
 * Finds the audio files among files and folders. Folders are searched to any depth for .mp3, .wav, .flac and .ogg; a file
 * given by itself is taken whatever its name.
 *
 * A file's folder counts as its genre when it lies below a folder given, or when several folders are given.
 * @returns in the order of their names, every file once
 * @throws AudioError where a path does not exist, no audio is found, or two files would have rows of the same name
 */
export function findAudio(paths: readonly string[]): AudioFile[] {
  const found = new Map<string, Found>();
  let folders = 0;
  for (const path of paths) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) throw new AudioError(`${path}: there is no such file or folder`);
    if (stat.isDirectory()) {
      folders++;
      for (const file of audioBelow(path)) if (!found.has(file)) found.set(file, { path: file, root: path });
    } else found.set(path, { path });
  }
  if (found.size === 0) throw new AudioError(`no audio files (${EXTENSIONS.join(", ")}) in ${paths.join(", ")}`);

  const candidates = [...found.values()].map((file) => ({ ...file, file: describe(file, folders > 1) }));
  const clashing = repeated(candidates.map(({ file }) => file.name));
  const named = candidates.map(({ file, root }) => {
    if (!clashing.has(file.name) || root === undefined) return file;
    return { ...file, name: relative(root, file.path).split(sep).join("/") };
  });
  const [clash] = repeated(named.map(({ name }) => name));
  if (clash !== undefined) {
    const both = named.filter(({ name }) => name === clash).map(({ path }) => path);
    throw new AudioError(`${both.join(" and ")} would both be named ${clash} in the table: rename one`);
  }
  return named.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function audioBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith("."))
    .filter((entry) => EXTENSIONS.includes(extname(entry.name).toLowerCase()))
    .map((entry) => join(entry.parentPath, entry.name));
}

function describe({ path, root }: Found, severalFolders: boolean): AudioFile {
  const stat = statSync(path);
  const isBelow = root !== undefined && (severalFolders || relative(root, dirname(path)) !== "");
  return {
    path,
    name: basename(path),
    ...(isBelow ? { folder: basename(dirname(path)) } : {}),
    bytes: stat.size,
    changed: stat.mtimeMs,
  };
}

function repeated(names: readonly string[]): Set<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.size === seen.add(name).size));
}
