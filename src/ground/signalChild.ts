import type { ChildProcess } from "node:child_process";

/**
 * Sends a signal to a child process, if there is one. A child that could not be started has no id, and Node before 24 would send the
 * signal to whatever number is in its place, sometimes 0, which is the caller's whole process group.
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
