import { existsSync, rmSync, writeFileSync } from "node:fs";
import { renameOver, writeProblem } from "../../ground/index.ts";
import { AudioError } from "../audioError.ts";
import { checkBitrate } from "../reencode.ts";
import { segmentLength } from "../segments.ts";
import type { AudioFile } from "./audioFile.ts";
import { checkTablePlace } from "./checkTablePlace.ts";
import { checkSettings, type ExtractSettings } from "./extractClip.ts";
import { extractRows, type ObtainRows, type RowsOptions, type RowsReport } from "./extractRows.ts";
import type { FoundAudio } from "./findAudio.ts";
import { Journal } from "./journal.ts";
import { describeShard, filesOfShard, manifestPath, type Shard } from "./shardManifest.ts";
import { TableLock } from "./tableLock.ts";
import { type TableForm, tableHeader, writeTable } from "./writeTable.ts";

export interface ExtractOptions
  extends Omit<ExtractSettings, "whole">, Pick<TableForm, "labelOf" | "artistOf">, RowsOptions {
  /** How the rows are obtained; by default on threads of this machine. */
  readonly obtain?: ObtainRows | undefined;
  /**
   * Whether to keep the journal after the table is complete. A later call then extracts only new and changed files, and drops the rows
   * of files that are gone.
   */
  readonly keepsJournal?: boolean | undefined;
  /** Extract only this part of the files, and record what `mergeShards` needs to know: what their search reported. */
  readonly shard?: (Shard & Pick<FoundAudio, "skipped" | "others">) | undefined;
}

export interface ExtractReport extends RowsReport {
  /** Rows in the table. */
  readonly rows: number;
  /** One line for each file that is in the table although a part of it is damaged or missing. */
  readonly damaged: readonly string[];
}

/**
 * Extracts the features of audio files into a table in the published layout, with the columns `track` and, for segments, `segment`: one
 * row per clip or segment, in the order of the files' names.
 *
 * Finished files are kept in a journal, `PATH.journal`, until the table is complete; only then does the table itself appear.
 * `PATH.lock` keeps a second extraction from writing the same table. A shard's manifest, `PATH.shard.json`, is written beside its
 * table.
 * @throws AudioError if the table would replace something else, another extraction writes it, no file could be read, or the journal has
 * other settings; the signal's reason if it was stopped
 * @example
 * import { extractTable, findAudio } from "../src/audio/index.ts";
 * const { files } = findAudio(["music"]);
 * const { rows } = await extractTable(files, "features.csv", { segment: 2, tempo: "mean", labelOf: (file) => file.folder });
 * rows; // => 4
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
  const own = options.shard ? filesOfShard(files, options.shard) : files;
  // A kept journal shows that the table is ours, so it may lose the rows of files that are gone.
  const isKept = options.keepsJournal && existsSync(`${path}.journal`);
  checkTablePlace(path, own, tableHeader(form), form.kind === "segments", { mayHoldOthers: isKept });
  const lock = new TableLock(`${path}.lock`);
  try {
    return await extractLocked(own, files, path, form, options, lock);
  } finally {
    lock.release();
  }
}

async function extractLocked(
  files: readonly AudioFile[],
  all: readonly AudioFile[],
  path: string,
  form: TableForm,
  options: ExtractOptions,
  lock: TableLock,
): Promise<ExtractReport> {
  const { features, tempo, segment, reencode, shard } = options;
  const settings: ExtractSettings = {
    tempo,
    ...(segment && { segment }),
    ...(reencode && { reencode }),
    ...(features && features !== "report" && { features }),
  };
  const journal = new Journal(`${path}.journal`, settings);
  const { resumed, skipped } = await (options.obtain ?? extractRows)(files, journal, settings, options);
  // There may be more shards than files, or a shard may have only broken ones.
  if (skipped.length === files.length && !shard) {
    rmSync(journal.path);
    throw nothingRead(skipped);
  }
  const part = `${path}.part`;
  const manifest = manifestPath(path);
  try {
    const written = writeTable(part, form, journal, files);
    const lost = files.length - written.files.length - skipped.length;
    if (lost !== 0) {
      throw new AudioError(
        `${journal.path}: ${lost} of ${files.length} files are missing in it: run the command again`,
      );
    }
    if (shard) {
      const content = describeShard(shard, all, settings, form, written, skipped);
      writeFileSync(`${manifest}.part`, `${JSON.stringify(content)}\n`);
    }
    lock.check();
    if (shard) renameOver(`${manifest}.part`, manifest);
    renameOver(part, path);
    if (!options.keepsJournal) rmSync(journal.path);
    return { rows: written.rows, resumed, skipped, damaged: written.damaged };
  } catch (error) {
    rmSync(part, { force: true });
    rmSync(`${manifest}.part`, { force: true });
    throw writeProblem(path, error);
  }
}

/** The most reasons to list if no file at all could be read. */
const MOST_REASONS = 10;

/** The error for a table that would have no rows. */
export function nothingRead(skipped: readonly string[]): AudioError {
  const more = skipped.length > MOST_REASONS ? [`and ${skipped.length - MOST_REASONS} more`] : [];
  return new AudioError(["no file could be read:", ...skipped.slice(0, MOST_REASONS), ...more].join("\n  "));
}
