import type { ServerResponse } from "node:http";

/** Sends a byte of a file now and then, for as long as somebody listens. */
export function trickle(response: ServerResponse, file: Buffer): void {
  let at = 0;
  const clock = setInterval(() => response.write(file.subarray(at, ++at)), 20);
  response.on("close", () => clearInterval(clock));
}
