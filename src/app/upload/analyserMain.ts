/**
 * The process that decodes uploads: files from anyone, possibly crafted to do harm. It has nothing but the file, with no address or
 * password of anything. It is ended from outside if it takes too long, and from inside if it takes too much memory.
 */
import { Worker } from "node:worker_threads";
import { hearRecording } from "../../audio/index.ts";
import { type AnalyseAnswer, type AnalyseRequest, TOO_MUCH_MEMORY } from "./analyserMessages.ts";
import { spectrogramPicture } from "./spectrogramPicture.ts";

/** Milliseconds between memory checks. */
const WATCH_INTERVAL = 20;

watchMemory(Number(process.argv[2]));
process.on("message", (request: AnalyseRequest) => void answer(request));
process.on("disconnect", () => process.exit());
// Ctrl-C and signals to a whole process group are for the service alone, which lets a file in progress finish.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);

async function answer({ file, minutes }: AnalyseRequest): Promise<void> {
  process.send!(await analyse(file, minutes));
}

async function analyse(file: Uint8Array, minutes: number): Promise<AnalyseAnswer> {
  try {
    const { mel, ...heard } = await hearRecording(file, { minutes });
    return { heard: { ...heard, picture: spectrogramPicture(mel) } };
  } catch (error) {
    return { refused: (error as Error).message };
  }
}

/** Ends this process if it exceeds its memory limit. Runs on a separate thread, as decoding leaves no time for timers. */
function watchMemory(megabytes: number): void {
  const code = `setInterval(() => {
    if (process.memoryUsage.rss() > ${megabytes * 1e6}) process.kill(process.pid, "${TOO_MUCH_MEMORY}");
  }, ${WATCH_INTERVAL});`;
  new Worker(code, { eval: true, execArgv: [], name: "memory" }).unref();
}
