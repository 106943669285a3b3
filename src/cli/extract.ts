/** `npm run extract`: turns audio files or folders into a feature table. */
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import {
  type Aggregate,
  checkBitrate,
  extractTable,
  filesOfShard,
  findAudio,
  FORMAT_TITLES,
  type FoundAudio,
  HEARING_SECONDS,
  isAddress,
  othersInWords,
  readAddresses,
  segmentLength,
  type Shard,
} from "../audio/index.ts";
import { labelsFrom, labelsFromFolders } from "../dataset/index.ts";
import { FEATURE_SETS, type FeatureSet } from "../schema.ts";
import { DEFAULT_REDIS, jobCount, obtainFrom, queueName, redisUrl, TIMEOUT_HELP, timeoutSeconds } from "./options.ts";
import { progressReporter } from "./progressReporter.ts";
import { runCommand } from "./runCommand.ts";
import { stopOnSignal, stoppable } from "./stoppable.ts";
import { callerFolder, UserError } from "../ground/index.ts";

/** Milliseconds between checks whether npm is still running. */
const PARENT_INTERVAL = 500;

interface Options {
  readonly features: FeatureSet;
  readonly out?: string;
  readonly urls?: string;
  readonly segment?: number;
  readonly labels?: string;
  readonly tempo: Aggregate;
  readonly reencode?: number;
  readonly jobs?: number;
  readonly timeout?: number;
  readonly shard?: Shard;
  readonly merge?: boolean;
  readonly queue?: string;
  readonly worker?: boolean;
}

const command = new Command("npm run extract --")
  .description(
    `Computes the features of the published tables from audio files (${FORMAT_TITLES.join(", ")}), or what a trained network hears in them. ` +
      "Stopped or crashed, it goes on where it was when it is run again.",
  )
  .argument("[audio...]", "files, folders that are searched for audio files, or addresses (http, https)")
  .option("--urls <file>", "a list of addresses to fetch, one a line, such as pre-signed ones of S3")
  .option("--out <file>", "the table to write (CSV)")
  .addOption(
    new Option(
      "--features <set>",
      "report: those of the published tables; musicnn: 200 values of the network's last but one layer and its 50 tags; all",
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
  .option("--jobs <n>", "threads (default: one a core)", jobCount)
  .option("--timeout <seconds>", TIMEOUT_HELP, timeoutSeconds)
  .option("--shard <i/n>", "only the i-th of n parts of the files, for a machine of its own", shardOf)
  .option("--merge", "put the tables that --shard wrote, named in place of audio, together to one table")
  .option("--queue <name>", "let workers do the work, by way of this queue of a Redis at REDIS_URL", queueName)
  .option("--worker", "do the work of --queue, --jobs files at a time, until it is ended", false)
  .addHelpText(
    "after",
    `
Many machines (docs/many-machines.md). By fixed parts, one machine of two each:
  npm run extract -- music/ --out part-1.csv --shard 1/2
  npm run extract -- music/ --out part-2.csv --shard 2/2
and then, where both tables and their .shard.json are, the table that one machine would have written:
  npm run extract -- --merge part-1.csv part-2.csv --out features.csv
By a queue, which REDIS_URL names (${DEFAULT_REDIS}): on one machine
  npm run extract -- music/ --out features.csv --queue genres
and on all that see the same files at the same place
  npm run extract -- --worker --queue genres`,
  );

await runCommand(async () => {
  command.parse();
  const options = command.opts<Options>();
  if (options.worker) return work(options);
  if (options.out === undefined) throw new UserError("--out FILE is missing: it names the table to write");
  const from = callerFolder();
  const table = resolve(from, options.out);
  if (!existsSync(dirname(table))) throw new UserError(`--out ${options.out}: there is no folder ${dirname(table)}`);
  if (command.args.length === 0 && options.urls === undefined)
    throw new UserError("name the audio files, or folders, to be read");
  const paths = command.args.map((path) => (isAddress(path) ? path : resolve(from, path)));
  if (options.urls !== undefined && !options.merge) paths.push(...readAddresses(resolve(from, options.urls)));
  if (options.merge) await merge(paths, table, options.out);
  else await extract(paths, table, options.out, options);
});

// However a worker ended, its child processes must not keep it alive: they end when it does.
if (command.opts<Options>().worker) process.exit();

/** What is reported about a table that was written. */
interface Outcome {
  readonly rows: number;
  readonly files: number;
  readonly resumed: number;
  readonly skipped: readonly string[];
  readonly damaged: readonly string[];
  readonly others: FoundAudio["others"];
  readonly unlabelled: number;
}

async function extract(paths: readonly string[], table: string, out: string, options: Options): Promise<void> {
  const { features, segment, labels, tempo, reencode, jobs, timeout, shard, queue } = options;
  if (reencode !== undefined && segment === undefined) throw new UserError("--reencode goes with --segment");
  if (features !== "report" && reencode !== undefined) throw new UserError("--reencode goes with --features report");
  if (features !== "report" && segment !== undefined && segment !== HEARING_SECONDS) {
    throw new UserError(
      `--features ${features} goes with --segment ${HEARING_SECONDS}: the network hears so much at a time`,
    );
  }
  const obtain = await obtainFrom(queue, jobs);
  const found = findAudio(paths);
  const { labelOf, artistOf } =
    labels === undefined ? labelsFromFolders() : labelsFrom(resolve(callerFolder(), labels), found.files);
  const files = shard ? filesOfShard(found.files, shard) : found.files;

  const progress = progressReporter("files");
  const report = await stoppable((signal) =>
    extractTable(found.files, table, {
      features,
      tempo,
      ...(segment && { segment }),
      ...(reencode && { reencode }),
      labelOf,
      artistOf,
      jobs,
      timeout,
      obtain,
      shard: shard && { ...shard, skipped: found.skipped, others: found.others },
      signal,
      onProgress: progress.update,
    }).finally(progress.end),
  );
  if (report) {
    tell(shard ? `${out}, shard ${shard.index}/${shard.of}` : out, {
      ...report,
      files: files.length - report.skipped.length,
      skipped: [...found.skipped, ...report.skipped],
      others: found.others,
      unlabelled: files.filter((file) => !labelOf(file)).length,
    });
  }
}

/** Works on a queue until a signal ends it. */
async function work({ queue, jobs }: Options): Promise<void> {
  if (queue === undefined) throw new UserError("--worker goes with --queue NAME, whose work it does");
  refuseOthers("--worker", ["--queue", "--jobs"]);
  if (command.args.length > 0) throw new UserError("--worker is told by the queue which files to read: name none");
  const { runWorker } = await import("../audio/machines/index.ts");
  const signal = stopOnSignal();
  if (process.env.npm_lifecycle_event !== undefined) {
    // npm hands SIGTERM to the shell between itself and this process, and that shell exits without passing it on.
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && process.emit("SIGTERM"), PARENT_INTERVAL).unref();
  }
  const done = await runWorker({ url: redisUrl(), name: queue, jobs, signal, log: (line) => console.error(line) });
  console.log(`ended; files done: ${done}`);
}

async function merge(parts: readonly string[], table: string, out: string): Promise<void> {
  refuseOthers("--merge", ["--out"]);
  const { mergeShards } = await import("../audio/machines/index.ts");
  const { search, ...report } = mergeShards(parts, table);
  tell(out, { ...report, resumed: 0, skipped: [...search.skipped, ...report.skipped], others: search.others });
}

/** Refuses options that can't be combined with the given one. */
function refuseOthers(option: string, allowed: readonly string[]): void {
  const given = command.options.filter((one) => command.getOptionValueSource(one.attributeName()) === "cli");
  const other = given.find(({ long }) => long !== option && !allowed.includes(long!));
  if (other) throw new UserError(`${other.long} does not go with ${option}`);
}

function tell(out: string, { rows, files, resumed, skipped, damaged, others, unlabelled }: Outcome): void {
  for (const line of skipped) console.error(`skipped ${line}`);
  for (const line of damaged) console.error(`damaged ${line}`);
  if (others.size > 0) console.error(othersInWords(others));
  if (unlabelled > 0) console.error(`files without a genre, whose label is empty: ${unlabelled}`);
  const before = resumed > 0 ? `, ${resumed} of them from before` : "";
  const marked = damaged.length > 0 ? `; damaged: ${new Set(damaged).size}` : "";
  console.log(`${out}: ${rows} rows of ${files} files${before}; skipped: ${skipped.length}${marked}`);
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

function shardOf(text: string): Shard {
  const [, index = 0, of = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (index < 1 || index > of) throw new InvalidArgumentError("expected which part of how many, from 1/4 to 4/4");
  return { index, of };
}

/** Reports an invalid setting as an invalid argument. */
function orInvalid<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}
