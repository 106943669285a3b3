/** `npm run extract`: audio files or folders become a feature table. */
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import type { Aggregate } from "../audio/onsetStrength.ts";
import { checkBitrate } from "../audio/reencode.ts";
import { segmentLength } from "../audio/segments.ts";
import type { AudioFile } from "../audio/table/audioFile.ts";
import { extractTable } from "../audio/table/extractTable.ts";
import { type FoundAudio, findAudio } from "../audio/table/findAudio.ts";
import { labelsFrom } from "../dataset/build/labelsFrom.ts";
import { positiveInteger } from "./positiveInteger.ts";
import { progressReporter } from "./progressReporter.ts";
import { runCommand } from "./runCommand.ts";
import { UserError } from "./userError.ts";

/** What shells give for a command that Ctrl-C stopped. */
const STOPPED = 130;

interface Options {
  readonly out: string;
  readonly segment?: number;
  readonly labels?: string;
  readonly tempo: Aggregate;
  readonly reencode?: number;
  readonly jobs?: number;
}

const command = new Command("npm run extract --")
  .description(
    "Computes the 57 features of the published tables from audio files (MP3, WAV, FLAC, Ogg Vorbis, Opus, AIFF, AU, CAF). " +
      "Stopped or crashed, it goes on where it was when it is run again.",
  )
  .argument("<audio...>", "files, or folders that are searched for audio files")
  .requiredOption("--out <file>", "the table to write (CSV)")
  .option("--segment <seconds>", "cut each clip into segments of this length; 3 in the published table", seconds)
  .option(
    "--labels <file>",
    "genres: a CSV with the columns filename and genre, or tracks.csv of FMA's metadata. Without it, folders below those given, or several folders " +
      "given, name the genres",
  )
  .addOption(
    new Option("--tempo <aggregate>", "how onsets are drawn together: mean as in FMA's table, median as in GTZAN's")
      .choices(["mean", "median"])
      .default("mean"),
  )
  .option("--reencode <bitrate>", "encode each segment as MP3 first; 128k in the published 3-second table", kilobits)
  .option("--jobs <n>", "threads (default: one a core)", positiveInteger);

await runCommand(async () => {
  command.parse();
  const { out, segment, labels, tempo, reencode, jobs } = command.opts<Options>();
  if (reencode !== undefined && segment === undefined) throw new UserError("--reencode goes with --segment");
  // Paths are the user's: relative to where the command was called, which npm keeps in INIT_CWD.
  const from = process.env.INIT_CWD ?? process.cwd();
  const table = resolve(from, out);
  if (!existsSync(dirname(table))) throw new UserError(`--out ${out}: there is no folder ${dirname(table)}`);
  const found = findAudio(command.args.map((path) => resolve(from, path)));
  const { files } = found;
  const labelOf = labels === undefined ? (file: AudioFile) => file.folder : labelsFrom(resolve(from, labels), files);

  const stop = stopOnInterrupt();
  const progress = progressReporter("files");
  try {
    const { rows, resumed, skipped, damaged } = await extractTable(files, table, {
      tempo,
      ...(segment && { segment }),
      ...(reencode && { reencode }),
      labelOf,
      jobs,
      signal: stop,
      onProgress: progress.update,
    }).finally(progress.end);
    const left = [...found.skipped, ...skipped];
    for (const line of left) console.error(`skipped ${line}`);
    for (const line of damaged) console.error(`damaged ${line}`);
    if (found.others.size > 0) console.error(inWords(found.others));
    const unlabelled = files.filter((file) => !labelOf(file)).length;
    if (unlabelled > 0) console.error(`files without a genre, whose label is empty: ${unlabelled}`);
    const before = resumed > 0 ? `, ${resumed} of them from before` : "";
    const marked = damaged.length > 0 ? `; damaged: ${new Set(damaged).size}` : "";
    const done = `${rows} rows of ${files.length - skipped.length} files${before}`;
    console.log(`${out}: ${done}; skipped: ${left.length}${marked}`);
  } catch (error) {
    if (!stop.aborted) throw error;
    console.error("stopped; the same command goes on from here");
    process.exitCode = STOPPED;
  }
});

function inWords(others: FoundAudio["others"]): string {
  const list = [...others].map(([extension, count]) => `${count} ${extension}`).join(", ");
  return `files in formats that are not read: ${list}; convert them to MP3, WAV, FLAC or Ogg Vorbis first`;
}

/** Ctrl-C stops after the files that are being worked on; a second one at once. */
function stopOnInterrupt(): AbortSignal {
  const stop = new AbortController();
  process.on("SIGINT", () => {
    if (stop.signal.aborted) process.exit(STOPPED);
    stop.abort();
  });
  return stop.signal;
}

function seconds(text: string): number {
  const value = text.trim() === "" ? NaN : Number(text);
  if (!Number.isFinite(value)) throw new InvalidArgumentError("expected a number of seconds, such as 3");
  return orInvalid(() => {
    segmentLength(value);
    return value;
  });
}

function kilobits(text: string): number {
  return orInvalid(() => checkBitrate(Number(text.replace(/k$/, ""))));
}

/** What is wrong with a setting is wrong with the argument. */
function orInvalid<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}
