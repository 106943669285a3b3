/** `npm run extract -- AUDIO... --out features.csv`: audio files or folders become a feature table. */
import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import type { Aggregate } from "../audio/onsetStrength.ts";
import type { AudioFile } from "../audio/table/audioFile.ts";
import { extractTable } from "../audio/table/extractTable.ts";
import { findAudio } from "../audio/table/findAudio.ts";
import { csvRecords } from "../dataset/csvRecords.ts";
import { progressReporter } from "./progressReporter.ts";

interface Options {
  readonly out: string;
  readonly segment?: number;
  readonly labels?: string;
  readonly tempo: Aggregate;
  readonly reencode?: number;
  readonly jobs?: number;
}

const program = new Command("extract")
  .description(
    "Computes the 57 features of the published tables from audio files (MP3, WAV, FLAC, Ogg Vorbis).\n" +
      "Stopped or crashed, it goes on where it was when it is run again.",
  )
  .argument("<audio...>", "files, or folders that are searched for audio files")
  .requiredOption("--out <file>", "the table to write (CSV)")
  .option(
    "--segment <seconds>",
    "cut each clip into segments of this length; the published table has 3",
    positiveNumber,
  )
  .option(
    "--labels <file>",
    "genres: a CSV with the columns filename and genre. Without it, folders below those given (or several folders given) name the genres",
  )
  .addOption(
    new Option("--tempo <aggregate>", "how onsets are drawn together: mean as in FMA's table, median as in GTZAN's")
      .choices(["mean", "median"])
      .default("mean"),
  )
  .option(
    "--reencode <bitrate>",
    "encode each segment as MP3 first, as the published 3-second table was: 128k",
    kilobits,
  )
  .option("--jobs <n>", "threads (default: one a core)", positiveInteger)
  .showHelpAfterError("(--help shows the options)");

try {
  await main();
} catch (error) {
  console.error(`extract: ${(error as Error).message}`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  program.parse();
  const { out, segment, labels, tempo, reencode, jobs } = program.opts<Options>();
  if (reencode !== undefined && segment === undefined) throw new Error("--reencode goes with --segment");
  if (!existsSync(dirname(out))) throw new Error(`${out}: there is no folder ${dirname(out)}`);
  const files = findAudio(program.args);
  const labelOf = labels === undefined ? (file: AudioFile) => file.folder : labelsFrom(labels);

  const stop = new AbortController();
  process.on("SIGINT", () => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  });
  const progress = progressReporter("files");
  try {
    const report = await extractTable(files, out, {
      tempo,
      ...(segment && { segment }),
      ...(reencode && { reencode }),
      labelOf,
      jobs,
      signal: stop.signal,
      onProgress: progress.update,
    });
    progress.end();
    for (const line of report.skipped) console.error(`skipped ${line}`);
    const unlabelled = files.filter((file) => !labelOf(file)).length;
    if (unlabelled > 0)
      console.error(`${unlabelled} files have no genre${labels ? ` in ${labels}` : ""}: their label is empty`);
    const again = report.resumed > 0 ? `, ${report.resumed} of them from before` : "";
    const read = files.length - report.skipped.length;
    console.log(`${out}: ${report.rows} rows of ${read} files${again}; skipped: ${report.skipped.length}`);
  } catch (error) {
    progress.end();
    if (!stop.signal.aborted) throw error;
    console.error("extract: stopped; the same command goes on from here");
    process.exitCode = 130;
  }
}

function labelsFrom(path: string): (file: AudioFile) => string | undefined {
  if (!existsSync(path)) throw new Error(`${path}: there is no such file`);
  const records = csvRecords(path, readFileSync(path), ["filename", "genre"]);
  const genres = new Map(records.map(({ filename, genre }) => [filename, genre]));
  return (file) => genres.get(file.name);
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError("It must be a number above 0.");
  return value;
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("It must be a whole number from 1 on.");
  return value;
}

function kilobits(text: string): number {
  return positiveInteger(text.replace(/k$/, ""));
}
