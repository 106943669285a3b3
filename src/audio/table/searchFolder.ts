import { lstatSync, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { extname, sep } from "node:path";
import { EXTENSIONS } from "../decode/audioFormats.ts";
import { kindProblem } from "../readAudio.ts";
import { printable } from "../printable.ts";

/** Extensions of other audio files, which are counted. */
const OTHER_EXTENSIONS = [
  ".m4a",
  ".m4b",
  ".mp4",
  ".aac",
  ".wma",
  ".ape",
  ".wv",
  ".mpc",
  ".alac",
  ".dsf",
  ".dff",
  ".tta",
  ".amr",
  ".ra",
  ".ac3",
  ".mka",
  ".webm",
  ".spx",
];

/** What is reported of a link that leads nowhere, or of a file that has just been removed. */
const NO_TARGET = ["ENOENT", "ELOOP"];
/** The most characters of a path in a message. */
const MOST_SHOWN = 1000;

/** A file that was found. */
export interface FoundFile {
  readonly path: string;
  /** The given folder below which it was found. */
  readonly root?: string;
  /** As it was then: it may be gone when it is its turn. */
  readonly stats: Stats;
}

/** What a search records. */
export interface Search {
  /** Each file by its path. */
  readonly found: Map<string, FoundFile>;
  /** The real path of everything found or searched, with the path under which that was. */
  readonly seen: Map<string, string>;
  /** One line for each file or folder that can't be read, with the reason. */
  readonly skipped: string[];
  /** Unsupported audio files, by extension. */
  readonly others: Map<string, number>;
}

/**
 * Searches a folder to any depth for audio files. Links are followed last, once everything else has been searched, and no folder or
 * file is taken twice. What can't be read is skipped and named.
 */
export function searchFolder(root: string, search: Search): void {
  const links: string[] = [];
  searchBelow(root, root, search, links);
  for (let link = links.shift(); link !== undefined; link = links.shift()) visit(link, root, search, links, true);
}

function searchBelow(folder: string, root: string, search: Search, links: string[]): void {
  if (!isNew(folder, search)) return;
  let names: Buffer[];
  try {
    names = readdirSync(folder, "buffer");
  } catch (error) {
    search.skipped.push(`${printable(folder)}: the folder can't be read (${codeOf(error)})`);
    return;
  }
  for (const bytes of names.sort((a, b) => a.compare(b))) {
    const name = decodeName(bytes);
    if (name === undefined) skipUnnamed(folder, bytes, search);
    else visit(`${folder}${folder.endsWith(sep) ? "" : sep}${name}`, root, search, links, false);
  }
}

/** Visits one entry of a folder. Links are deferred, so that something found twice is named by its real place. */
function visit(path: string, root: string, search: Search, links: string[], followsLinks: boolean): void {
  const extension = extname(path).toLowerCase();
  const isHidden = path.slice(path.lastIndexOf(sep) + 1).startsWith(".");
  const isAudio = EXTENSIONS.includes(extension) && !isHidden;
  let stats: Stats;
  try {
    const own = lstatSync(path);
    if (own.isSymbolicLink() && !followsLinks) {
      links.push(path);
      return;
    }
    stats = own.isSymbolicLink() ? statSync(path) : own;
  } catch (error) {
    // Of other files than audio a link to nothing is no loss, but this may be a folder.
    if (isAudio || !NO_TARGET.includes(codeOf(error))) {
      search.skipped.push(`${printable(shortened(path))}: ${linkProblem(error)}`);
    }
    return;
  }
  if (stats.isDirectory()) searchBelow(path, root, search, links);
  else if (isAudio) take(path, root, stats, search);
  else if (OTHER_EXTENSIONS.includes(extension) && !isHidden) {
    search.others.set(extension, (search.others.get(extension) ?? 0) + 1);
  }
}

/** Takes a file that was found, or names it if it isn't a regular file. */
function take(path: string, root: string, stats: Stats, search: Search): void {
  if (search.found.has(path)) return;
  const problem = kindProblem(stats);
  if (problem !== undefined) search.skipped.push(`${printable(path)}: ${problem}`);
  else if (isNew(path, search)) search.found.set(path, { path, root, stats });
}

/** Records a real path; reports it if it was already seen under another one. */
function isNew(path: string, { seen, skipped }: Search): boolean {
  let real: string;
  try {
    real = realpathSync(path);
  } catch (error) {
    skipped.push(`${printable(path)}: it can't be read (${codeOf(error)})`);
    return false;
  }
  const earlier = seen.get(real);
  if (earlier === undefined) seen.set(real, path);
  else if (earlier !== path) skipped.push(`${printable(path)}: it is the same as ${printable(earlier)}`);
  return earlier === undefined;
}

function skipUnnamed(folder: string, bytes: Buffer, search: Search): void {
  const path = Buffer.concat([Buffer.from(folder + sep), bytes]);
  const shown = printable(bytes.toString("latin1"));
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isFolder && !EXTENSIONS.includes(extname(shown).toLowerCase())) return;
  search.skipped.push(`${printable(folder)}${sep}${shown}: its name is not UTF-8: rename it`);
}

function decodeName(bytes: Buffer): string | undefined {
  const name = bytes.toString("utf8");
  return Buffer.from(name).equals(bytes) ? name : undefined;
}

/** A path that is too long for the system is too long for a message. */
function shortened(path: string): string {
  return path.length > MOST_SHOWN ? `${path.slice(0, MOST_SHOWN)}...` : path;
}

function linkProblem(error: unknown): string {
  const code = codeOf(error);
  if (code === "ENOENT") return "it is a link to nothing";
  if (code === "ELOOP") return "it is a link that leads in a circle";
  return `it can't be read (${code})`;
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error as Error).message;
}
