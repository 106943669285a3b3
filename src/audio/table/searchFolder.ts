import { lstatSync, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { extname, sep } from "node:path";
import { EXTENSIONS } from "../decode/audioFormats.ts";
import { kindProblem } from "../kindProblem.ts";
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

/** What a search records. */
export interface Search {
  /** The path of each file, and the given folder below which it was found. */
  readonly found: Map<string, { readonly path: string; readonly root?: string }>;
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
    if (isAudio) search.skipped.push(`${printable(path)}: ${linkProblem(error)}`);
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
  else if (isNew(path, search)) search.found.set(path, { path, root });
}

/** Records a real path; reports it if it was already seen under another one. */
function isNew(path: string, { seen, skipped }: Search): boolean {
  const real = realpathSync(path);
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

function linkProblem(error: unknown): string {
  const code = codeOf(error);
  if (code === "ENOENT") return "it is a link to nothing";
  if (code === "ELOOP") return "it is a link that leads in a circle";
  return `it can't be read (${code})`;
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error as Error).message;
}
