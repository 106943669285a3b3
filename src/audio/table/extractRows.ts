import { type ParallelWork, runParallel } from "../../wasm/index.ts";
import { AudioError } from "../audioError.ts";
import { fetchAudio } from "../fetchAudio.ts";
import { audioLoops } from "../audioLoops.ts";
import { named } from "../readAudio.ts";
import { type AudioFile, timeLimit, tookTooLong } from "./audioFile.ts";
import { type ExtractSettings, extractClip } from "./extractClip.ts";
import { addToJournal, type Journal } from "./journal.ts";

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
    // A thread that computes can't fetch.
    ahead: (file, ended) => fetched(file, timeLimit(file, timeout), ended),
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

/** A file that may have been fetched, or has failed to be. */
interface FetchedFile extends AudioFile {
  readonly content?: Uint8Array;
  readonly problem?: string;
}

async function fetched(file: AudioFile, milliseconds: number, ended: AbortSignal): Promise<FetchedFile> {
  const { address } = file;
  if (address === undefined) return file;
  const end = new AbortController();
  const giveUp = (): void => end.abort();
  let isLate = false;
  const clock = setTimeout(() => {
    isLate = true;
    giveUp();
  }, milliseconds);
  ended.addEventListener("abort", giveUp);
  try {
    return { ...file, content: await named(file.path, () => fetchAudio(address, { signal: end.signal })) };
  } catch (error) {
    return { ...file, problem: isLate ? tookTooLong(file, milliseconds) : (error as Error).message };
  } finally {
    clearTimeout(clock);
    ended.removeEventListener("abort", giveUp);
  }
}

interface Shared {
  readonly journal: string;
  readonly settings: ExtractSettings;
}

/** Extracts one file into the journal. Returns the reason if the file is skipped. */
export const clipWork: ParallelWork<Shared, FetchedFile, string | undefined> = {
  moduleUrl: import.meta.url,
  name: "clipWork",
  start: ({ journal, settings }) => {
    // Loops that can't be loaded are not a file's fault.
    audioLoops();
    return async (file) => {
      if (file.problem !== undefined) return file.problem;
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
