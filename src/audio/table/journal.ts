import { closeSync, constants, existsSync, openSync, readSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { writeProblem } from "../../ground/index.ts";
import { FEATURE_SETS } from "../../schema.ts";
import { AudioError } from "../audioError.ts";
import type { AudioFile } from "./audioFile.ts";
import type { ClipRows, ExtractSettings } from "./extractClip.ts";

/** Increased when a feature's values change, so that rows of different versions aren't mixed. */
const FEATURES_VERSION = 2;
const LINE_FEED = 10;
/** The number of bytes read at once. */
const PIECE = 1 << 20;

/** A file's results as JSON: its rows as the table will have them, without the label. */
export interface JournalRows {
  readonly rows: readonly (readonly [segment: number | null, ...features: number[]])[];
  /** Remarks on damaged parts that were skipped. */
  readonly remarks: readonly string[];
}

/** A file's entry: which file it was, and its results. */
interface Entry extends JournalRows {
  readonly name: string;
  readonly bytes: number;
  readonly changed: number;
}

/** What rows must have in common to be in one table. */
export function kindOfRows(settings: ExtractSettings): string {
  const columns = FEATURE_SETS[settings.features ?? "report"].length;
  return JSON.stringify({ version: FEATURES_VERSION, columns, ...settings });
}

/** An entry's place in the journal. */
interface Place {
  readonly begin: number;
  readonly end: number;
  readonly bytes: number;
  readonly changed: number;
}

/** The rows of a file in their JSON form. */
export function journalRows({ rows, remarks }: ClipRows): JournalRows {
  return { rows: rows.map(({ segment, features }) => [segment ?? null, ...features]), remarks };
}

/**
 * Adds a finished file to the journal in a single write, so that threads may add to it at the same time.
 * @throws Error if the disk is full, or the journal is gone
 */
export function addToJournal(path: string, file: AudioFile, rows: ClipRows): void {
  addRowsToJournal(path, file, journalRows(rows));
}

/** Adds another process's results for a file, likewise. */
export function addRowsToJournal(path: string, file: AudioFile, { rows, remarks }: JournalRows): void {
  const entry: Entry = { name: file.name, bytes: file.bytes, changed: file.changed, rows, remarks };
  // Without O_CREAT: a journal that was removed must not come back without its beginning.
  const descriptor = openSync(path, constants.O_WRONLY | constants.O_APPEND);
  try {
    writeFileSync(descriptor, `${JSON.stringify(entry)}\n`);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The record of finished files, kept beside the table until that is complete, which makes an extraction resumable. A line left
 * half-written by a crash or a full disk is ignored, and its file is processed again.
 * @example
 * import { extractRows, findAudio, Journal, writeTable } from "../src/audio/index.ts";
 * const { files } = findAudio(["music"]);
 * const settings = { tempo: "mean" } as const;
 * const journal = new Journal("features.csv.journal", settings);
 * await extractRows(files, journal, settings, {});
 * writeTable("features.csv", { kind: "clips" }, journal, files).rows; // => 2
 */
export class Journal {
  readonly path: string;
  #places = new Map<string, Place>();

  /**
   * Opens the journal at `path`, or starts it.
   * @throws AudioError if it was started with other settings
   */
  constructor(path: string, settings: ExtractSettings) {
    this.path = path;
    const header = kindOfRows(settings);
    const begin = (): void => {
      try {
        writeFileSync(path, `${header}\n`);
      } catch (error) {
        throw writeProblem(path, error);
      }
    };
    if (!existsSync(path)) begin();
    const begun = this.#read();
    if (begun === "") begin();
    else if (begun !== header) {
      throw new AudioError(
        `${path} is of an extraction with other settings (${begun}): finish it, or delete that file`,
      );
    }
  }

  /** Whether `file`, in its current state, is finished. */
  has(file: AudioFile): boolean {
    const place = this.#places.get(file.name);
    return place !== undefined && place.bytes === file.bytes && place.changed === file.changed;
  }

  /** Takes in what was added since. */
  refresh(): void {
    this.#read();
  }

  /** Reads what was added since the last call, then yields the rows of each of `files` that is finished, one file at a time. */
  *rowsOf(files: readonly AudioFile[]): Generator<JournalRows & { readonly file: AudioFile }> {
    this.#read();
    const descriptor = openSync(this.path, "r");
    try {
      for (const file of files) {
        if (!this.has(file)) continue;
        const { begin, end } = this.#places.get(file.name)!;
        const line = Buffer.alloc(end - begin);
        readSync(descriptor, line, 0, line.length, begin);
        const { rows, remarks } = JSON.parse(line.toString()) as Entry;
        yield { file, rows, remarks };
      }
    } finally {
      closeSync(descriptor);
    }
  }

  /** Records where the entries are and returns the header. */
  #read(): string {
    this.#places = new Map();
    let header = "";
    let complete = 0;
    for (const { begin, end, text } of linesOf(this.path)) {
      complete = end + 1;
      if (begin === 0) header = text;
      else {
        const entry = parseEntry(text);
        if (entry) this.#places.set(entry.name, { begin, end, bytes: entry.bytes, changed: entry.changed });
      }
    }
    if (complete < statSync(this.path).size) truncateSync(this.path, complete);
    return header;
  }
}

function parseEntry(text: string): Entry | undefined {
  try {
    return JSON.parse(text) as Entry;
  } catch {
    return undefined;
  }
}

/** The complete lines of a file, read in pieces, because the journal of many files is long. */
function* linesOf(path: string): Generator<{ readonly begin: number; readonly end: number; readonly text: string }> {
  const descriptor = openSync(path, "r");
  try {
    const piece = Buffer.alloc(PIECE);
    let rest = Buffer.alloc(0);
    let begin = 0;
    for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece)) {
      const content = Buffer.concat([rest, piece.subarray(0, read)]);
      let at = 0;
      for (let end = content.indexOf(LINE_FEED); end >= 0; end = content.indexOf(LINE_FEED, at)) {
        yield { begin: begin + at, end: begin + end, text: content.toString("utf8", at, end) };
        at = end + 1;
      }
      begin += at;
      rest = content.subarray(at);
    }
  } finally {
    closeSync(descriptor);
  }
}
