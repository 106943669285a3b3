import { closeSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { ARTIST_COLUMN, FEATURE_SETS, FILENAME_COLUMN, LABEL_COLUMN } from "../../schema.ts";
import { type ParallelWork, runParallel } from "../../wasm/pool.ts";
import { AudioError } from "../audioError.ts";
import { audioKernel } from "../kernel.ts";
import { checkBitrate } from "../reencode.ts";
import { segmentLength } from "../segments.ts";
import type { AudioFile } from "./audioFile.ts";
import { checkSettings, type ExtractSettings, extractClip } from "./extractClip.ts";
import { addToJournal, Journal } from "./journal.ts";

/** Reasons listed where no file at all could be read. */
const MOST_REASONS = 10;

export interface ExtractOptions extends ExtractSettings {
  /** The genre of a file; an empty label where it gives none. */
  readonly labelOf?: (file: AudioFile) => string | undefined;
  /** Who made the track of a file; without it the table has no column of artists. */
  readonly artistOf?: ((file: AudioFile) => string | undefined) | undefined;
  /** Threads; default one a core. */
  readonly jobs?: number | undefined;
  /** Stops after the files that are being worked on; a later call goes on from there. */
  readonly signal?: AbortSignal;
  /** Called when the work begins and after each file. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface ExtractReport {
  /** Rows in the table. */
  readonly rows: number;
  /** Files finished by an earlier call. */
  readonly resumed: number;
  /** One line for each file that could not be read. */
  readonly skipped: readonly string[];
}

/**
 * Extracts the features of audio files into a table in the published layout: one row a clip or segment, in the order of
 * the files' names.
 *
 * Finished files are kept in a journal, `PATH.journal`, until the table is complete; the table itself appears only then.
 * @throws AudioError where no file could be read, or the journal is of other settings; the signal's reason where it was stopped
 */
export async function extractTable(
  files: readonly AudioFile[],
  path: string,
  options: ExtractOptions,
): Promise<ExtractReport> {
  const { features, tempo, segment, reencode, jobs, signal, onProgress } = options;
  if (segment !== undefined) segmentLength(segment);
  if (reencode !== undefined) checkBitrate(reencode);
  const settings: ExtractSettings = {
    tempo,
    ...(segment && { segment }),
    ...(reencode && { reencode }),
    ...(features && features !== "report" && { features }),
  };
  checkSettings(settings);
  const journal = new Journal(`${path}.journal`, settings);
  const missing = files.filter((file) => !journal.has(file));
  const resumed = files.length - missing.length;
  const report = (done: number): void => onProgress?.(resumed + Math.round(done * missing.length), files.length);
  report(0);
  const failures = await runParallel(clipWork, { journal: journal.path, settings }, missing, {
    workers: jobs,
    signal,
    onProgress: report,
  });
  const skipped = failures.filter((failure): failure is string => failure !== undefined);
  if (skipped.length === files.length) {
    rmSync(journal.path);
    const more = skipped.length > MOST_REASONS ? [`and ${skipped.length - MOST_REASONS} more`] : [];
    throw new AudioError(["no file could be read:", ...skipped.slice(0, MOST_REASONS), ...more].join("\n  "));
  }
  const rows = writeTable(path, journal, files, options);
  rmSync(journal.path);
  return { rows, resumed, skipped };
}

interface Shared {
  readonly journal: string;
  readonly settings: ExtractSettings;
}

/** Extracts one file into the journal. Gives the reason why the file is skipped, where it is. */
export const clipWork: ParallelWork<Shared, AudioFile, string | undefined> = {
  moduleUrl: import.meta.url,
  name: "clipWork",
  start: ({ journal, settings }) => {
    // A kernel that can't be loaded is no fault of any file.
    audioKernel();
    return async (file) => {
      let rows;
      try {
        rows = await extractClip(file.path, settings);
      } catch (error) {
        return (error as Error).message;
      }
      addToJournal(journal, file, rows);
      return undefined;
    };
  },
};

/** Writes the rows of all finished files beside the table's place, then puts them there. */
function writeTable(
  path: string,
  journal: Journal,
  files: readonly AudioFile[],
  { features: set = "report", labelOf, artistOf }: ExtractOptions,
): number {
  const part = `${path}.part`;
  const descriptor = openSync(part, "w");
  let count = 0;
  try {
    const header = [FILENAME_COLUMN, ...FEATURE_SETS[set], ...(artistOf ? [ARTIST_COLUMN] : []), LABEL_COLUMN];
    writeSync(descriptor, `${header.join(",")}\n`);
    for (const { file, rows } of journal.rowsOf(files)) {
      const told = [...(artistOf ? [artistOf(file)] : []), labelOf?.(file)].map((text) => quoted(text ?? ""));
      for (const [segment, ...features] of rows) {
        const name = segment === null ? file.name : `${segment}-${file.name}`;
        writeSync(descriptor, `${[quoted(name), ...features, ...told].join(",")}\n`);
        count++;
      }
    }
  } finally {
    closeSync(descriptor);
  }
  renameSync(part, path);
  return count;
}

/** A field of a CSV (RFC 4180). */
function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
