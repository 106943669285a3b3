import { existsSync, readFileSync, rmSync, statfsSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Arrivals, TOO_SLOW, withoutLogin } from "../../audio/index.ts";
import { renameOver, UserError, writeProblem } from "../../ground/index.ts";

/** Tries without a byte of progress before giving up. */
const TRIES = 6;
/** Bytes to leave free on the disk. */
const RESERVE = 256 * 2 ** 20;

/** Options of a download. */
export interface DownloadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((bytes: number, total: number) => void) | undefined;
  /** Milliseconds before the first retry; each further wait is twice as long. */
  readonly pause?: number | undefined;
  /** Milliseconds that the server may be silent, or much too slow. */
  readonly silence?: number | undefined;
}

/** A failure of the server or the network; one of the disk is a plain `UserError`. */
export class DownloadError extends UserError {}

/** A failure that is worth another try. */
class Interrupted extends Error {}

/** One that would bring a little more each time, for ever. */
class TooSlow extends Interrupted {}

/**
 * Fetches a file. Data collects in `PATH.part` until it is complete. After an interruption the download resumes with a range request,
 * if the server supports that and the file hasn't changed; otherwise it starts over.
 * @throws UserError if the server has no such file, the disk has no room, or nothing arrives after several tries
 */
export async function download(url: string, path: string, options: DownloadOptions = {}): Promise<void> {
  const part = `${path}.part`;
  for (let tries = 0; ; tries++) {
    const before = sizeOf(part);
    try {
      await fetchRest(url, part, options);
      renameOver(part, path);
      rmSync(`${part}.tag`, { force: true });
      return;
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!(error instanceof Interrupted)) throw error;
      if (sizeOf(part) > before && !(error instanceof TooSlow)) tries = 0;
      if (tries + 1 >= TRIES) {
        const kept = sizeOf(part) > 0 ? `; what has come is kept in ${part}` : "";
        throw new DownloadError(`${shownAddress(url)}: ${error.message}${kept}`);
      }
    }
    await sleep((options.pause ?? 1000) * 2 ** tries, undefined, { signal: options.signal });
  }
}

/**
 * An address for messages and records: without user, password and query, which may be a secret.
 * @param url one that `URL` can parse
 */
export function shownAddress(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

async function fetchRest(url: string, part: string, { signal, onProgress, silence }: DownloadOptions): Promise<void> {
  const have = sizeOf(part);
  const tag = existsSync(`${part}.tag`) ? readFileSync(`${part}.tag`, "utf8") : "";
  const watch = new AbortController();
  const arrivals = new Arrivals(() => watch.abort(), silence);
  try {
    const signals = [watch.signal, ...(signal ? [signal] : [])];
    const { url: address, headers } = withoutLogin(url);
    // Without the ETag or date under which the part was fetched, it could belong to another version of the file.
    if (have > 0 && tag !== "") Object.assign(headers, { range: `bytes=${have}-`, "if-range": tag });
    const response = await fetch(address, { headers, signal: AbortSignal.any(signals) });
    if (response.status === 416) {
      if (isWhole(response, have, tag)) return;
      // The file on the server has changed, and is shorter now.
      if (have > 0) truncateSync(part);
    }
    checkStatus(url, response);
    const begin = response.status === 206 ? rangeBegin(response) : 0;
    if (begin !== have && begin !== 0) {
      throw new DownloadError(`${shownAddress(url)}: the server sent another part than was asked for`);
    }
    if (begin > 0 && !isSame(response, tag)) {
      truncateSync(part);
      throw new Interrupted("the file has changed on the server");
    }
    // The length of a compressed answer isn't that of what it contains.
    const isEncoded = (response.headers.get("content-encoding") ?? "identity") !== "identity";
    const length = Number((isEncoded ? undefined : response.headers.get("content-length")) ?? NaN);
    const total = begin + length;
    checkRoom(part, length);
    let bytes = begin;
    const file = await open(part, begin === 0 ? "w" : "a");
    try {
      // Only now that the file is empty: another version's part must not get this one's mark.
      if (begin === 0) writeFileSync(`${part}.tag`, isEncoded ? "" : markOf(response));
      for await (const piece of response.body ?? []) {
        arrivals.add((piece as Uint8Array).length);
        await file.appendFile(piece as Uint8Array);
        bytes += (piece as Uint8Array).length;
        onProgress?.(bytes, Number.isFinite(total) ? total : bytes);
      }
    } finally {
      await file.close();
    }
    if (Number.isFinite(total) && bytes !== total) throw new Interrupted(`${bytes} of ${total} bytes came`);
  } catch (error) {
    if (error instanceof UserError || error instanceof Interrupted) throw error;
    const { syscall, message, cause } = error as NodeJS.ErrnoException & { cause?: Error };
    // A failure of the network is the cause of an error; one of the disk is the error itself.
    if (syscall !== undefined) {
      throw writeProblem(part, error, "make room on its disk; the same command goes on from here");
    }
    if (arrivals.problem === "slow") throw new TooSlow(TOO_SLOW);
    throw new Interrupted(watch.signal.aborted ? "the server is silent" : (cause?.message ?? message));
  } finally {
    arrivals.end();
  }
}

/** What distinguishes a version of the file. A weak ETag doesn't guarantee that the rest has the same bytes. */
function markOf({ headers }: Response): string {
  const mark = headers.get("etag") ?? headers.get("last-modified") ?? "";
  return mark.startsWith("W/") ? "" : mark;
}

/** Whether the server speaks of the version with this mark; servers that don't know `If-Range` send any. */
function isSame({ headers }: Response, tag: string): boolean {
  const mark = headers.get(tag.startsWith('"') ? "etag" : "last-modified");
  return mark === null || mark === tag;
}

/** Whether there was nothing left to send, because only the file's name was missing. */
function isWhole(response: Response, have: number, tag: string): boolean {
  return response.headers.get("content-range") === `bytes */${have}` && isSame(response, tag);
}

function checkStatus(url: string, { status, statusText }: Response): void {
  if (status === 200 || status === 206) return;
  const answer = `the server answers ${status} ${statusText}`.trim();
  if (status === 408 || status === 416 || status === 429 || status >= 500) throw new Interrupted(answer);
  throw new DownloadError(`${shownAddress(url)}: ${answer}`);
}

/** Where the part that the server sends begins. */
function rangeBegin(response: Response): number {
  return Number(/^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "")?.[1] ?? NaN);
}

function checkRoom(part: string, length: number): void {
  const { blocks, bavail, bsize } = statfsSync(dirname(part));
  if (!(length > 0) || blocks === 0 || bavail * bsize >= length + RESERVE) return;
  const inWords = (bytes: number): string =>
    bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
  throw new UserError(
    `${dirname(part)}: its disk has ${inWords(bavail * bsize)} left; ${inWords(length)} are still to come, and ${inWords(RESERVE)} are kept free`,
  );
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
