import { setTimeout as sleep } from "node:timers/promises";
import { Arrivals, TOO_SLOW } from "./arrivals.ts";
import { withoutLogin } from "./address.ts";
import { MOST_BYTES } from "./readAudio.ts";

/** How often an address is asked. */
const TRIES = 4;
/** Milliseconds before the second try; each further wait is twice as long. */
const PAUSE = 1000;
/** How many bytes of an error response are searched for its code. */
const MOST_OF_REFUSAL = 10_000;

/** What another try may mend. */
class Passing extends Error {}

/** How a file is fetched. */
export interface FetchOptions {
  /** Milliseconds before the second try. */
  readonly pause?: number;
  /** The largest file, in bytes. */
  readonly most?: number;
  /** Milliseconds that the server may be silent, or much too slow. */
  readonly silence?: number | undefined;
  /** Gives the file up. */
  readonly signal?: AbortSignal;
}

/**
 * Fetches a file by HTTP, in several tries if the server or the network fails. Its errors contain nothing of the address, which may be
 * a secret.
 * @param address `http://` or `https://`, optionally with user and password
 * @throws Error if the server refuses, the file is too large, no try brings all of it, or the signal gives it up
 */
export async function fetchAudio(
  address: string,
  { pause = PAUSE, most = MOST_BYTES, silence, signal }: FetchOptions = {},
): Promise<Uint8Array> {
  for (let tries = 1; ; tries++) {
    try {
      return await fetchOnce(address, most, silence, signal);
    } catch (error) {
      if (!(error instanceof Passing)) throw error;
      if (signal?.aborted) throw new Error("it was given up", { cause: error });
      if (tries === TRIES) throw new Error(`${error.message}, ${TRIES} times`);
    }
    // If it is given up meanwhile, the next try ends at once.
    await sleep(pause * 2 ** (tries - 1), undefined, { signal }).catch(() => undefined);
  }
}

async function fetchOnce(
  address: string,
  most: number,
  silence: number | undefined,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const watch = new AbortController();
  const giveUp = (): void => watch.abort();
  const arrivals = new Arrivals(giveUp, silence);
  signal?.addEventListener("abort", giveUp);
  if (signal?.aborted) giveUp();
  try {
    const { url, headers } = withoutLogin(address);
    const response = await fetch(url, { headers, signal: watch.signal });
    if (!response.ok) throw await refusal(response);
    // Nobody asked for one; a cache between here and the server may have it.
    if (response.status === 206) throw new Passing("the server sent a part of the file");
    const length = Number(response.headers.get("content-length") ?? NaN);
    if (length > most) throw tooLarge(most, watch);
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    for await (const piece of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      arrivals.add(piece.length);
      bytes += piece.length;
      if (bytes > most) throw tooLarge(most, watch);
      pieces.push(piece);
    }
    return Buffer.concat(pieces, bytes);
  } catch (error) {
    if (error instanceof Passing || error instanceof Refusal) throw error;
    if (watch.signal.aborted)
      throw new Passing(arrivals.problem === "slow" ? TOO_SLOW : "the server said nothing more");
    const { cause } = error as { cause?: Error };
    if (/redirect|scheme/.test(cause?.message ?? "")) {
      throw new Refusal("the server sends it on in a circle, or to what is no http:// or https://");
    }
    throw new Passing(inWords(error as Error));
  } finally {
    arrivals.end();
    signal?.removeEventListener("abort", giveUp);
  }
}

/** What no further try mends. */
class Refusal extends Error {}

/** Ends what is still coming, too. */
function tooLarge(most: number, watch: AbortController): Refusal {
  watch.abort();
  return new Refusal(`it is larger than ${most / 2 ** 20} MiB: cut it into parts first`);
}

/** Why there is no file, with the error code of S3-like stores. */
async function refusal(response: Response): Promise<Error> {
  const { status, statusText } = response;
  const text = await textOf(response).catch(() => "");
  const code = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(text)?.[1];
  const answer = `the server answers ${status} ${code ?? statusText}`.trim();
  return status === 408 || status === 425 || status === 429 || status >= 500
    ? new Passing(answer)
    : new Refusal(answer);
}

async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > MOST_OF_REFUSAL) break;
  }
  return text;
}

/** Names what failed without anything that may contain the address. */
function inWords({ message, cause }: Error): string {
  const { code = "", name = "" } = (cause ?? {}) as NodeJS.ErrnoException;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return `there is no such host (${code})`;
  if (message === "terminated" || code === "UND_ERR_SOCKET" || code === "ECONNRESET") return "the answer was cut off";
  return `it can't be fetched (${code || name || "no connection"})`;
}
