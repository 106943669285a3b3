import { Worker } from "node:worker_threads";

/** What the thread runs: plain JavaScript, so that it starts in a fraction of the time that TypeScript takes to be loaded. */
const HASH = `
const { createHash } = require("node:crypto");
const { readSync } = require("node:fs");
const { parentPort, workerData: file } = require("node:worker_threads");
const hash = createHash("sha256");
const bytes = Buffer.allocUnsafe(1 << 20);
for (let at = 0, count; (count = readSync(file, bytes, 0, bytes.length, at)) > 0; at += count) {
  hash.update(bytes.subarray(0, count));
}
parentPort.postMessage(hash.digest("hex"));
`;

/** A hash that is being computed on a thread of its own. */
export interface FileHash {
  /** SHA-256, hexadecimal. */
  readonly sha256: Promise<string>;
  /** Ends the thread; from then on the file is not read any more. */
  stop(): Promise<void>;
}

/** Starts to hash an open file, from its beginning; where others have read it to does not matter. */
export function hashFile(file: number): FileHash {
  const thread = new Worker(HASH, { eval: true, execArgv: [], workerData: file, name: "hash" });
  const sha256 = new Promise<string>((resolve, reject) => {
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.once("exit", () => reject(new Error("the thread that computes the checksum has ended early")));
  });
  // Whoever stops the thread does not wait for the hash.
  sha256.catch(() => undefined);
  return {
    sha256,
    stop: async () => void (await thread.terminate()),
  };
}
