import type { ChildProcess } from "node:child_process";

/**
 * Sends a signal to a process that was started from here, where there is one: one that could not be started has no id, and Node before
 * 24 would send the signal to whatever number stands in its place, 0 at times, which is the caller's whole group.
 * @example
 * import { spawn } from "node:child_process";
 * import { signalChild } from "../src/ground/index.ts";
 * const player = spawn("player-that-is-not-here", ["song.wav"]);
 * player.on("error", () => undefined);
 * signalChild(player, "SIGTERM");
 */
export function signalChild(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid !== undefined) child.kill(signal);
}
