import { type ParallelWork, runParallel } from "../../wasm/index.ts";
import { AudioError } from "../audioError.ts";
import { audioKernel } from "../kernel.ts";
import type { AudioFile } from "./audioFile.ts";
import { type ExtractSettings, extractClip } from "./extractClip.ts";
import { addToJournal, type Journal } from "./journal.ts";
import { timeLimit, tookTooLong } from "./timeLimit.ts";

/** How an extraction runs. */
export interface RowsOptions {
  /** Threads; by default one per core. */
  readonly jobs?: number | undefined;
  /** Stops after the files in progress; a later call resumes from there. */
  readonly signal?: AbortSignal | undefined;
  /** Called when the work starts and after each file. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** The time limit for a file in seconds; by default it depends on the file's size. */
  readonly timeout?: number | undefined;
}

/** How an extraction ended. */
export interface RowsReport {
  /** Files finished by an earlier call. */
  readonly resumed: number;
  /** One line for each file that could not be read. */
  readonly skipped: readonly string[];
}

/** Adds the rows of all files that are missing from the journal. */
export type ObtainRows = (
  files: readonly AudioFile[],
  journal: Journal,
  settings: ExtractSettings,
  options: RowsOptions,
) => Promise<RowsReport>;

/**
 * Extracts what is missing from the journal, on several threads.
 * @throws AudioError if the journal can't be written; the signal's reason if it was stopped
 */
export async function extractRows(
  files: readonly AudioFile[],
  journal: Journal,
  settings: ExtractSettings,
  { jobs, signal, onProgress, timeout }: RowsOptions,
): Promise<RowsReport> {
  const missing = files.filter((file) => !journal.has(file));
  const resumed = files.length - missing.length;
  const report = (done: number): void => onProgress?.(resumed + Math.round(done * missing.length), files.length);
  report(0);
  const late = new Set<AudioFile>();
  const failures = await runParallel(clipWork, { journal: journal.path, settings }, missing, {
    workers: jobs,
    signal,
    onProgress: report,
    limit: {
      milliseconds: (file) => timeLimit(file, timeout),
      late: (file) => {
        late.add(file);
        return tookTooLong(file, timeLimit(file, timeout));
      },
    },
  }).catch((error: unknown) => {
    // An error from a thread has lost its class.
    const { message } = error as Error;
    throw message.startsWith(`${journal.path}: `) ? new AudioError(message, { cause: error }) : error;
  });
  // A file whose thread was ended at the very last moment may be done.
  if (late.size > 0) journal.refresh();
  const skipped = failures.filter(
    (failure, i) => failure !== undefined && !(late.has(missing[i]!) && journal.has(missing[i]!)),
  );
  return { resumed, skipped: skipped as string[] };
}

interface Shared {
  readonly journal: string;
  readonly settings: ExtractSettings;
}

/** Extracts one file into the journal. Returns the reason if the file is skipped. */
export const clipWork: ParallelWork<Shared, AudioFile, string | undefined> = {
  moduleUrl: import.meta.url,
  name: "clipWork",
  start: ({ journal, settings }) => {
    // A kernel that can't be loaded is not a file's fault.
    audioKernel();
    return async (file) => {
      let rows;
      try {
        rows = await extractClip(file, settings);
      } catch (error) {
        return (error as Error).message;
      }
      try {
        addToJournal(journal, file, rows);
      } catch (cause) {
        // Not the file's fault: without being able to store results, there is no point in continuing.
        throw new Error(`${journal}: ${(cause as Error).message}; the same command goes on from here`, { cause });
      }
      return undefined;
    };
  },
};
