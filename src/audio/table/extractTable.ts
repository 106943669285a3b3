import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { type ParallelWork, runParallel } from "../../wasm/index.ts";
import { ARTIST_COLUMN, FEATURE_SETS, FILENAME_COLUMN, LABEL_COLUMN } from "../../schema.ts";
import { AudioError } from "../audioError.ts";
import { audioKernel } from "../kernel.ts";
import { checkBitrate } from "../reencode.ts";
import { segmentLength } from "../segments.ts";
import { printable } from "../printable.ts";
import type { AudioFile } from "./audioFile.ts";
import { checkTablePlace } from "./checkTablePlace.ts";
import { checkSettings, type ExtractSettings, extractClip } from "./extractClip.ts";
import { addToJournal, Journal } from "./journal.ts";
import { TableLock } from "./tableLock.ts";

/** The columns that tell a row's recording, and which of its segments it is. */
const TRACK_COLUMN = "track";
const SEGMENT_COLUMN = "segment";
/** Characters written at once. */
const PIECE = 1 << 16;
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
  /** One line for each file that is in the table though a part of it is damaged or missing. */
  readonly damaged: readonly string[];
}

/**
 * Extracts the features of audio files into a table in the published layout, with the columns `track` and, for segments, `segment`: one
 * row a clip or segment, in the order of the files' names.
 *
 * Finished files are kept in a journal, `PATH.journal`, until the table is complete; the table itself appears only then. `PATH.lock` keeps
 * a second extraction from writing the same table.
 * @throws AudioError where the table would take the place of something else, another extraction writes it, no file could be read, or the
 * journal is of other settings; the signal's reason where it was stopped
 */
export async function extractTable(
  files: readonly AudioFile[],
  path: string,
  options: ExtractOptions,
): Promise<ExtractReport> {
  const { segment, reencode } = options;
  checkSettings(options);
  if (segment !== undefined) segmentLength(segment);
  if (reencode !== undefined) checkBitrate(reencode);
  checkTablePlace(path, files, headerOf(options), segment !== undefined);
  const lock = new TableLock(`${path}.lock`);
  try {
    return await extractLocked(files, path, options, lock);
  } finally {
    lock.release();
  }
}

async function extractLocked(
  files: readonly AudioFile[],
  path: string,
  options: ExtractOptions,
  lock: TableLock,
): Promise<ExtractReport> {
  const { features, tempo, segment, reencode, jobs, signal, onProgress } = options;
  const settings: ExtractSettings = {
    tempo,
    ...(segment && { segment }),
    ...(reencode && { reencode }),
    ...(features && features !== "report" && { features }),
  };
  const journal = new Journal(`${path}.journal`, settings);
  const missing = files.filter((file) => !journal.has(file));
  const resumed = files.length - missing.length;
  const report = (done: number): void => onProgress?.(resumed + Math.round(done * missing.length), files.length);
  report(0);
  const failures = await runParallel(clipWork, { journal: journal.path, settings }, missing, {
    workers: jobs,
    signal,
    onProgress: report,
  }).catch((error: unknown) => {
    // What comes from a thread has lost its class.
    const { message } = error as Error;
    throw message.startsWith(`${journal.path}: `) ? new AudioError(message, { cause: error }) : error;
  });
  const skipped = failures.filter((failure): failure is string => failure !== undefined);
  if (skipped.length === files.length) {
    rmSync(journal.path);
    const more = skipped.length > MOST_REASONS ? [`and ${skipped.length - MOST_REASONS} more`] : [];
    throw new AudioError(["no file could be read:", ...skipped.slice(0, MOST_REASONS), ...more].join("\n  "));
  }
  const part = `${path}.part`;
  try {
    const written = writeTable(part, journal, files, options);
    const lost = files.length - written.files - skipped.length;
    if (lost !== 0) {
      throw new AudioError(
        `${journal.path}: ${lost} of ${files.length} files are missing in it: run the command again`,
      );
    }
    lock.check();
    renameSync(part, path);
    rmSync(journal.path);
    return { rows: written.rows, resumed, skipped, damaged: written.damaged };
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
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
      try {
        addToJournal(journal, file, rows);
      } catch (cause) {
        // No fault of the file: what can't be kept must not be gone on with.
        throw new Error(`${journal}: ${(cause as Error).message}; the same command goes on from here`, { cause });
      }
      return undefined;
    };
  },
};

function headerOf({ features = "report", segment, artistOf }: ExtractOptions): string {
  return [
    ...[FILENAME_COLUMN, TRACK_COLUMN, ...(segment === undefined ? [] : [SEGMENT_COLUMN])],
    ...FEATURE_SETS[features],
    ...(artistOf ? [ARTIST_COLUMN] : []),
    LABEL_COLUMN,
  ].join(",");
}

/** Writes the rows of all finished files. */
function writeTable(
  path: string,
  journal: Journal,
  files: readonly AudioFile[],
  options: ExtractOptions,
): { readonly rows: number; readonly files: number; readonly damaged: readonly string[] } {
  const { labelOf, artistOf } = options;
  const descriptor = openSync(path, "w");
  const damaged: string[] = [];
  let [rowCount, fileCount] = [0, 0];
  try {
    let text = `${headerOf(options)}\n`;
    for (const { file, rows, remarks } of journal.rowsOf(files)) {
      const told = [...(artistOf ? [artistOf(file)] : []), labelOf?.(file)].map((text) => quoted(text ?? ""));
      for (const [segment, ...features] of rows) {
        const name = segment === null ? [file.name, file.track] : [`${segment}-${file.name}`, file.track, `${segment}`];
        text += `${[...name.map(quoted), ...features, ...told].join(",")}\n`;
        rowCount++;
      }
      fileCount++;
      damaged.push(...remarks.map((remark) => `${printable(file.path)}: ${remark}`));
      if (text.length < PIECE) continue;
      writeFileSync(descriptor, text);
      text = "";
    }
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return { rows: rowCount, files: fileCount, damaged };
}

/** A field of a CSV (RFC 4180). */
function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
