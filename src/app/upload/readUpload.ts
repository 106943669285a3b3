import type { Readable } from "node:stream";
import { FORMAT_TITLES, nameFormat, sniffAudio, SNIFFED_BYTES } from "../../audio/index.ts";
import { Problem } from "../problem.ts";

export interface UploadLimits {
  readonly megabytes: number;
  /** Seconds within which the whole file must arrive. */
  readonly seconds: number;
}

const CLOSE = { connection: "close" };
/** The slowest sender that is tolerated, in bytes per second on average: a bad telephone line is faster. */
const LEAST_RATE = 8000;
/** No sender counts as slow before that, in seconds. */
const FAIR_START = 5;
/** Milliseconds between checks. */
const LOOK = 250;

/**
 * Receives an uploaded audio file into memory. It is rejected as early as possible: by its claimed length, by its first bytes, as soon
 * as it is too long or takes too long.
 * @param hold called with the number of bytes in memory; throws to reject
 * @throws Problem 408, 413 or 415; 400 if nothing arrives or the sender disconnects
 */
export async function readUpload(
  body: Readable,
  claimedBytes: number | undefined,
  limits: UploadLimits,
  hold: (bytes: number) => void = () => undefined,
): Promise<Uint8Array> {
  const most = limits.megabytes * 1e6;
  const tooLarge = (): Problem =>
    new Problem(
      413,
      "The file is too large",
      `A file may have ${limits.megabytes} MB at most; send a part of it.`,
      CLOSE,
    );
  if (claimedBytes !== undefined && claimedBytes > most) throw tooLarge();

  const file = await collect(body, limits.seconds, (bytes, head) => {
    if (bytes > most) throw tooLarge();
    hold(bytes);
    if (head !== undefined) refuseOthers(head);
  });
  if (file.length === 0) {
    throw new Problem(400, "There is no file", "The request has no body; send the audio file itself as the body.");
  }
  if (file.length < SNIFFED_BYTES) refuseOthers(file);
  return file;
}

/**
 * Everything that arrives. The stream stays open if the upload is rejected, because the response uses the same connection.
 * @param check examines the bytes so far and, once, the first `SNIFFED_BYTES`; throws to reject
 */
function collect(
  body: Readable,
  seconds: number,
  check: (bytes: number, head?: Uint8Array) => void,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let sniffed = false;
    const settle = (finish: () => void): void => {
      clearInterval(timer);
      body.off("data", onData).off("end", onEnd).off("close", onBroken).off("error", onBroken);
      // Further errors of the connection don't matter, but unhandled they would end the process.
      body.on("error", () => undefined);
      chunks.length = 0;
      finish();
    };
    const onData = (chunk: Buffer): void => {
      bytes += chunk.length;
      chunks.push(chunk);
      const looked = !sniffed && bytes >= SNIFFED_BYTES;
      try {
        check(bytes, looked ? Buffer.concat(chunks, SNIFFED_BYTES) : undefined);
        sniffed ||= looked;
      } catch (error) {
        settle(() => reject(error as Error));
      }
    };
    const onEnd = (): void => {
      const file = Buffer.concat(chunks, bytes);
      settle(() => resolve(file));
    };
    const onBroken = (): void =>
      settle(() =>
        reject(new Problem(400, "The upload broke off", "The file did not arrive completely; send it again.", CLOSE)),
      );
    body.on("data", onData).on("end", onEnd).on("close", onBroken).on("error", onBroken);
    const begin = performance.now();
    const timer = setInterval(() => {
      const passed = (performance.now() - begin) / 1000;
      if (passed < seconds && (passed < FAIR_START || bytes >= passed * LEAST_RATE)) return;
      const detail = `The whole file has to arrive within ${seconds} seconds, at ${LEAST_RATE / 1000} kB a second at least.`;
      settle(() => reject(new Problem(408, "The file came too slowly", detail, CLOSE)));
    }, LOOK);
    // If the sender has gone already, nothing more is heard of the body.
    if (body.destroyed) onBroken();
  });
}

function refuseOthers(head: Uint8Array): void {
  if (sniffAudio(head) !== undefined) return;
  const known = nameFormat(head);
  const detail = known
    ? `By its content ${known}.`
    : `By its content the file is no audio file that can be read (${FORMAT_TITLES.join(", ")}), whatever its name says.`;
  throw new Problem(415, "It is no audio file that can be read", detail, CLOSE);
}
