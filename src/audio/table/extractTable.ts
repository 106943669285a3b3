import { renameSync, rmSync } from "node:fs";
import { AudioError } from "../audioError.ts";
import { checkBitrate } from "../reencode.ts";
import { segmentLength } from "../segments.ts";
import type { AudioFile } from "./audioFile.ts";
import { checkTablePlace } from "./checkTablePlace.ts";
import { checkSettings, type ExtractSettings } from "./extractClip.ts";
import { extractRows, type RowsOptions, type RowsReport } from "./extractRows.ts";
import { Journal } from "./journal.ts";
import { TableLock } from "./tableLock.ts";
import { type TableForm, tableHeader, writeTable } from "./writeTable.ts";

/** Reasons listed where no file at all could be read. */
const MOST_REASONS = 10;

export interface ExtractOptions
  extends Omit<ExtractSettings, "whole">, Pick<TableForm, "labelOf" | "artistOf">, RowsOptions {}

export interface ExtractReport extends RowsReport {
  /** Rows in the table. */
  readonly rows: number;
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
  const { segment, reencode, features, labelOf, artistOf } = options;
  checkSettings(options);
  if (segment !== undefined) segmentLength(segment);
  if (reencode !== undefined) checkBitrate(reencode);
  const form: TableForm = { kind: segment === undefined ? "clips" : "segments", features, labelOf, artistOf };
  checkTablePlace(path, files, tableHeader(form), form.kind === "segments");
  const lock = new TableLock(`${path}.lock`);
  try {
    return await extractLocked(files, path, form, options, lock);
  } finally {
    lock.release();
  }
}

async function extractLocked(
  files: readonly AudioFile[],
  path: string,
  form: TableForm,
  options: ExtractOptions,
  lock: TableLock,
): Promise<ExtractReport> {
  const { features, tempo, segment, reencode } = options;
  const settings: ExtractSettings = {
    tempo,
    ...(segment && { segment }),
    ...(reencode && { reencode }),
    ...(features && features !== "report" && { features }),
  };
  const journal = new Journal(`${path}.journal`, settings);
  const { resumed, skipped } = await extractRows(files, journal, settings, options);
  if (skipped.length === files.length) {
    rmSync(journal.path);
    const more = skipped.length > MOST_REASONS ? [`and ${skipped.length - MOST_REASONS} more`] : [];
    throw new AudioError(["no file could be read:", ...skipped.slice(0, MOST_REASONS), ...more].join("\n  "));
  }
  const part = `${path}.part`;
  try {
    const written = writeTable(part, form, journal, files);
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
