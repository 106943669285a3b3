/**
 * The process that decodes uploads: files from anyone, which may be made to do harm. It has nothing but the file, no address or
 * password of anything, and is ended from outside when it takes too long, from inside when it takes too much memory.
 */
import { Worker } from "node:worker_threads";
import { decodeMono, hear, HEARING_SECONDS, hearingSpectrogram, loudestLevel, network } from "../../audio/index.ts";
import type { AnalyseAnswer, AnalyseRequest, Picture } from "./analyserMessages.ts";

/** The most columns of a picture, and how many of the network's bands go into one of its own. */
const COLUMNS = 480;
const BANDS_TOGETHER = 2;
/** Milliseconds between two looks at the memory. */
const WATCH_INTERVAL = 20;

watchMemory(Number(process.argv[2]));
// Laid out before the first file comes.
network();
process.on("message", (request: AnalyseRequest) => void answer(request));
process.on("disconnect", () => process.exit());
// Ctrl-C and what ends a whole group of processes are for the service alone, which lets a file under way be finished.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);

async function answer({ file, minutes }: AnalyseRequest): Promise<void> {
  process.send!(await analyse(file, minutes));
}

async function analyse(file: Uint8Array, minutes: number): Promise<AnalyseAnswer> {
  try {
    const { samples, sampleRate } = await decodeMono(file, { minutes });
    const spectrogram = hearingSpectrogram(samples, sampleRate);
    return {
      segments: hear(samples, sampleRate, () => spectrogram),
      level: loudestLevel(samples, HEARING_SECONDS * sampleRate),
      picture: pictureOf(spectrogram),
    };
  } catch (error) {
    return { refused: (error as Error).message };
  }
}

/** The mean of each cell's frames and bands, by the loudest cell. */
function pictureOf({ data, frames, bins }: ReturnType<typeof hearingSpectrogram>): Picture {
  const columns = Math.min(COLUMNS, frames);
  const bands = bins / BANDS_TOGETHER;
  const cells = new Float64Array(columns * bands);
  for (let column = 0; column < columns; column++) {
    const [begin, end] = [column, column + 1].map((at) => Math.floor((at * frames) / columns)) as [number, number];
    for (let frame = begin; frame < end; frame++) {
      for (let bin = 0; bin < bins; bin++) {
        cells[column * bands + Math.floor(bin / BANDS_TOGETHER)]! +=
          data[frame * bins + bin]! / ((end - begin) * BANDS_TOGETHER);
      }
    }
  }
  const loudest = cells.reduce((most, cell) => Math.max(most, cell), 0);
  return { columns, bands, data: Uint8Array.from(cells, (cell) => (loudest > 0 ? (255 * cell) / loudest : 0)) };
}

/** Ends this process once it holds more memory than it may. On a thread of its own, as decoding leaves no time for timers. */
function watchMemory(megabytes: number): void {
  const code = `setInterval(() => {
    if (process.memoryUsage.rss() > ${megabytes * 1e6}) process.kill(process.pid, "SIGKILL");
  }, ${WATCH_INTERVAL});`;
  new Worker(code, { eval: true, execArgv: [], name: "memory" }).unref();
}
