/** `npm run extract`: audio files or folders become a feature table. */
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import {
  type Aggregate,
  checkBitrate,
  extractTable,
  findAudio,
  FORMAT_TITLES,
  type FoundAudio,
  HEARING_SECONDS,
  segmentLength,
} from "../audio/index.ts";
import { labelsFrom, labelsFromFolders } from "../dataset/index.ts";
import { FEATURE_SETS, type FeatureSet } from "../schema.ts";
import { positiveInteger } from "./positiveInteger.ts";
import { progressReporter } from "./progressReporter.ts";
import { runCommand } from "./runCommand.ts";
import { callerFolder, UserError } from "../ground/index.ts";

/** What shells give for a command that Ctrl-C stopped. */
const STOPPED = 130;

interface Options {
  readonly features: FeatureSet;
  readonly out: string;
  readonly segment?: number;
  readonly labels?: string;
  readonly tempo: Aggregate;
  readonly reencode?: number;
  readonly jobs?: number;
}

const command = new Command("npm run extract --")
  .description(
    `Computes the 57 features of the published tables from audio files (${FORMAT_TITLES}), or what a trained network hears in them. ` +
      "Stopped or crashed, it goes on where it was when it is run again.",
  )
  .argument("<audio...>", "files, or folders that are searched for audio files")
  .requiredOption("--out <file>", "the table to write (CSV)")
  .addOption(
    new Option(
      "--features <set>",
      "report: the 57 of the published tables; musicnn: 200 values of the network's last but one layer and its 50 tags; all",
    )
      .choices(Object.keys(FEATURE_SETS))
      .default("report"),
  )
  .option("--segment <seconds>", "cut each clip into segments of this length; 3 in the published table", seconds)
  .option(
    "--labels <file>",
    "genres: a CSV with the columns filename and genre, and perhaps artist, or tracks.csv of FMA's metadata. Without it, folders below those given, or several folders " +
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
  const { features, out, segment, labels, tempo, reencode, jobs } = command.opts<Options>();
  if (reencode !== undefined && segment === undefined) throw new UserError("--reencode goes with --segment");
  if (features !== "report" && reencode !== undefined) throw new UserError("--reencode goes with --features report");
  if (features !== "report" && segment !== undefined && segment !== HEARING_SECONDS) {
    throw new UserError(
      `--features ${features} goes with --segment ${HEARING_SECONDS}: the network hears so much at a time`,
    );
  }
  const from = callerFolder();
  const table = resolve(from, out);
  if (!existsSync(dirname(table))) throw new UserError(`--out ${out}: there is no folder ${dirname(table)}`);
  const found = findAudio(command.args.map((path) => resolve(from, path)));
  const { files } = found;
  const { labelOf, artistOf } = labels === undefined ? labelsFromFolders() : labelsFrom(resolve(from, labels), files);

  const stop = stopOnInterrupt();
  const progress = progressReporter("files");
  try {
    const { rows, resumed, skipped, damaged } = await extractTable(files, table, {
      features,
      tempo,
      ...(segment && { segment }),
      ...(reencode && { reencode }),
      labelOf,
      artistOf,
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
