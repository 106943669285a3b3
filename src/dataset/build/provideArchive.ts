import { createHash } from "node:crypto";
import {
  closeSync,
  createReadStream,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { TableLock } from "../../audio/index.ts";
import { UserError } from "../../ground/index.ts";
import { download, DownloadError, type DownloadOptions, shownAddress } from "./download.ts";
import type { FmaArchive, Place } from "./locateFma.ts";

export interface ProvideOptions extends DownloadOptions {
  /** Whether to accept an archive that is not bit-identical to FMA's. */
  readonly trust?: boolean | undefined;
  readonly log: (line: string) => void;
}

/** An archive that is present, complete and verified. */
export interface Provided {
  readonly path: string;
  readonly sha1: string;
}

/**
 * Makes sure that an archive is on disk and complete: fetches it into `folder` if it is missing, and compares its SHA-1 with the
 * published one. A verified archive isn't read again as long as it doesn't change.
 * @throws UserError if it can't be obtained, or isn't what FMA published
 */
export async function provideArchive(
  archive: FmaArchive,
  place: Exclude<Place, { unpacked: string }>,
  folder: string,
  options: ProvideOptions,
): Promise<Provided> {
  const path = "url" in place ? join(folder, basename(new URL(place.url).pathname)) : place.archive;
  if ("url" in place && !existsSync(path)) await fetchArchive(archive, place.url, path, options);
  const sha1 = await knownSha1(path, options);
  if (sha1 === archive.sha1 || options.trust) return { path, sha1 };
  throw new UserError(
    `${path}: its SHA-1 is ${sha1}, that of FMA's ${archive.file} ${archive.sha1}: it is damaged or another version; delete it, or take it as it is with --trust`,
  );
}

async function fetchArchive(archive: FmaArchive, url: string, path: string, options: ProvideOptions): Promise<void> {
  // Two builds that write to the same part would spoil it.
  const lock = new TableLock(`${path}.lock`);
  try {
    options.log(`${shownAddress(url)} (${archive.size}) is fetched to ${path}`);
    await download(url, path, options);
    if (!isZip(path)) {
      rmSync(path);
      throw new DownloadError(`${shownAddress(url)}: what the server sends is no ZIP archive`);
    }
  } catch (error) {
    if (!(error instanceof DownloadError)) throw error;
    throw new UserError(`${error.message}. ${byHand(archive, shownAddress(url))}`, { cause: error });
  } finally {
    lock.release();
  }
}

/** Whether a file begins as archives do, and not as a page that asks to log in. */
function isZip(path: string): boolean {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(2);
    return readSync(file, bytes) === 2 && bytes.toString("latin1") === "PK";
  } finally {
    closeSync(file);
  }
}

function byHand(archive: FmaArchive, url: string): string {
  return `Without a net: fetch ${archive.file} from ${url} on another machine, put it here, and name its folder with --from`;
}

/** The SHA-1 of a file, stored beside it with size and modification time. */
async function knownSha1(path: string, { log, onProgress, signal }: ProvideOptions): Promise<string> {
  const { size, mtimeMs } = statSync(path);
  const note = `${path}.sha1`;
  const [known, ...state] = existsSync(note) ? readFileSync(note, "utf8").trim().split(" ") : [];
  if (known !== undefined && state.join(" ") === `${size} ${mtimeMs}`) return known;
  log(`${path}: its SHA-1 is computed`);
  const sha1 = await sha1OfFile(path, (bytes) => onProgress?.(bytes, size), signal);
  try {
    writeFileSync(note, `${sha1} ${size} ${mtimeMs}\n`);
  } catch {
    // The folder isn't writable, so the checksum will be computed again next time.
  }
  return sha1;
}

/**
 * The SHA-1 of a file, in hexadecimal.
 * @throws the signal's reason if it was stopped
 */
export async function sha1OfFile(
  path: string,
  onProgress?: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  const hash = createHash("sha1");
  let bytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20, ...(signal && { signal }) })) {
    hash.update(piece as Buffer);
    onProgress?.((bytes += (piece as Buffer).length));
  }
  return hash.digest("hex");
}
