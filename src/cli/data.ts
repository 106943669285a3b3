/** `npm run data`: which data there is, whether it is sound, what the notebooks can show with it, and how to get the rest. */
import { existsSync, realpathSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import {
  checkTables,
  type DataSource,
  loadSource,
  officialParts,
  outlookInWords,
  resolveSource,
  TableError,
  tableInWords,
  writeArtists,
  writeFeatureTable,
  writeSplit,
} from "../dataset/index.ts";
import { type BuildDataOptions, buildData } from "./buildData.ts";
import { jobCount, queueName, TIMEOUT_HELP, timeoutSeconds, withOtherColumnsOption } from "./options.ts";
import { runCommand } from "./runCommand.ts";
import {
  callerFolder,
  renameOver,
  SOURCE_NAMES,
  sourceFrom,
  UserError,
  visibleText as visible,
} from "../ground/index.ts";

const ROOT = resolve(import.meta.dirname, "../..");
/** As in the notebooks. */
const DEFAULT_SEED = 1;

const REPORT_STEPS = `  absent. To get the report's own tables:
    from Kaggle, data set "FMA like GTZAN for Music Genre Classification": put fma_30secs.csv (about 8 MB) and
    fma_3secs.csv (about 87 MB) into data/; they are then used by default. Their names stay as they are.
`;
const AUDIO_STEPS = `FMA-small, the audio (to compute both tables yourself)
    npm run data -- --build fma-small
    fetches fma_small.zip (7.2 GiB, 8,000 clips as MP3) and fma_metadata.zip (342 MiB) of the project "FMA: A Dataset For Music
    Analysis" (mdeff/fma), checks them, and computes the tables into data/; stopped at any moment, it goes on where it was. With
    --from PLACE it takes archives, or folders that were unpacked, from where you have them.
`;

interface Options {
  readonly verify: boolean;
  readonly write?: string;
  readonly writeSplit?: string;
  readonly seed: number;
}

const command = withOtherColumnsOption(
  new Command("npm run data --")
    .description(
      "Lists the data sources, or the tables of one folder: what they hold, what is wrong with them, what the notebooks will be able to " +
        "say. Writes a source as CSV, or which row is in which part of the split.",
    )
    .argument(
      "[folder]",
      `the folder to look at (or ${SOURCE_NAMES.join(", ")}); with --write or --build the folder to write to`,
    )
    .option("--verify", "end with exit code 1 where there is a problem", false)
    .option(
      "--write <source>",
      `write the tables of this source (${SOURCE_NAMES.join(", ")} or a folder) into the folder, as fma_30secs.csv, fma_3secs.csv and tracks.csv`,
    )
    .option(
      "--write-split <folder>",
      "write which row is held out, in training or in test, into this folder: split_30secs.csv and split_3secs.csv",
    )
    .option("--seed <n>", "the seed of the split", seedOf, DEFAULT_SEED)
    .option(
      "--build <what>",
      "compute both tables from audio: fma-small, fma-medium, fma-large, or a folder of your own music",
    )
    .option(
      "--from <place>",
      "with --build: an address, the archive, or a folder with the archives or what was unpacked",
    )
    .option("--trust", "with --build: take archives that are not FMA's to the bit")
    .option(
      "--no-reencode",
      "with --build: segments are not encoded again as MP3, as the report's were (half the time)",
    )
    .option("--labels <file>", "with --build: genres of your own music, a CSV with the columns filename and genre")
    .option("--jobs <n>", "with --build: threads (default: one a core)", jobCount)
    .option("--timeout <seconds>", `with --build: ${TIMEOUT_HELP}`, timeoutSeconds)
    .option(
      "--queue <name>",
      "with --build: let workers compute the features, by way of this queue of a Redis at REDIS_URL (docs/many-machines.md)",
      queueName,
    )
    .allowExcessArguments(false),
);

await runCommand(async () => {
  command.parse();
  const { verify, write, writeSplit: splits, seed } = command.opts<Options>();
  const [folder] = command.args;
  const from = callerFolder();
  const { build, ...building } = command.opts<BuildDataOptions & { build?: string }>();
  if (build !== undefined) return buildData(build, folder, building, ROOT, from);
  const sourceOf = (name: string): DataSource => resolveSource(sourceFrom(name, from), ROOT);
  if (write !== undefined) {
    if (folder === undefined) throw new UserError(`--write ${write}: name the folder to write to`);
    await writeSource(sourceOf(write), resolve(from, folder));
  }
  const read = write ?? folder;
  if (splits !== undefined) await writeSplits(sourceOf(read ?? "auto"), resolve(from, splits), seed);
  if (write !== undefined || splits !== undefined) return;

  const problems = read === undefined ? await listAll() : await list(sourceOf(read), "");
  if (verify && problems.length > 0) {
    throw new UserError(`${problems.length} ${problems.length === 1 ? "problem" : "problems"} found`);
  }
});

async function listAll(): Promise<string[]> {
  const sources = SOURCE_NAMES.filter((name) => name !== "auto").map((name) => resolveSource(name, ROOT));
  const chosen = resolveSource("auto", ROOT);
  if (chosen.kind === "report") sources.unshift(chosen);
  const problems: string[] = [];
  for (const source of sources) {
    problems.push(...(await list(source, source.name === chosen.name ? " (what is used when nothing is said)" : "")));
  }
  if (chosen.kind !== "report") console.log(`report: the report's own tables\n${REPORT_STEPS}`);
  console.log(AUDIO_STEPS);
  console.log("Your own tables: npm run data -- FOLDER looks at them; data/README.md says what they look like.");
  return problems;
}

/** Prints a source and returns its problems. */
async function list(source: DataSource, remark: string): Promise<string[]> {
  console.log(visible(`${source.name}: ${source.title}${remark}`));
  let problems: string[];
  try {
    const tables = await loadSource(source);
    for (const table of [tables.clips, tables.segments]) {
      if (!table) continue;
      const [rows, ...facts] = tableInWords(table);
      console.log(visible(`  ${source.replica === undefined ? table.path : "drawn"}: ${rows!}`));
      for (const fact of facts) console.log(visible(`    ${fact}`));
    }
    for (const line of outlookInWords(tables)) console.log(visible(`  ${line}`));
    problems = checkTables(tables);
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    problems = [error.message];
  }
  console.log(problems.length > 0 ? problems.map((line) => visible(`  PROBLEM ${line}`)).join("\n") : "  no problems");
  console.log("");
  return problems;
}

/** Writes the tables to temporary files in the folder and moves them into place when all are done. */
async function writeSource(source: DataSource, folder: string): Promise<void> {
  const names = { clips: "fma_30secs.csv", segments: "fma_3secs.csv", artists: "tracks.csv" };
  refuseFolder(source, folder, Object.values(names));
  if (source.kind !== "report" && samePlace(folder, join(ROOT, "data"))) {
    throw new UserError(`${folder}: tables there are taken for the report's own; choose another folder`);
  }
  const { clips, segments } = await loadSource(source);
  await mkdir(folder, { recursive: true });
  const temporary = await mkdtemp(join(folder, ".writing-"));
  try {
    const written: [path: string, lines: number][] = [];
    for (const [name, table] of [
      [names.clips, clips],
      [names.segments, segments],
    ] as const) {
      if (!table) continue;
      writeFeatureTable(join(temporary, name), table);
      written.push([name, table.X.rows]);
    }
    const artists = segments?.artist ? segments : (clips ?? segments);
    const parts = await officialParts(source);
    if (artists && (artists.artist || parts)) {
      writeArtists(join(temporary, names.artists), artists, parts);
      written.push([names.artists, new Set(artists.track).size]);
    }
    for (const [name, rows] of written) {
      renameOver(join(temporary, name), join(folder, name));
      console.log(`${join(folder, name)}: ${rows.toLocaleString("en")} rows`);
    }
    if (source.kind === "replica")
      console.log("These are no pieces of music: keep that with the files wherever they go.");
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function writeSplits(source: DataSource, folder: string, seed: number): Promise<void> {
  const names = { clips: "split_30secs.csv", segments: "split_3secs.csv" };
  refuseFolder(source, folder, Object.values(names));
  const { clips, segments } = await loadSource(source);
  for (const [name, table] of [
    [names.clips, clips],
    [names.segments, segments],
  ] as const) {
    if (!table) continue;
    try {
      writeSplit(join(folder, name), table, seed);
    } catch (error) {
      throw error instanceof RangeError ? new UserError(`${table.path}: ${error.message}`) : error;
    }
    console.log(`${join(folder, name)}: ${table.X.rows.toLocaleString("en")} rows, seed ${seed}`);
  }
}

/** Refuses to write into the folder that is read from, or over an existing file. */
function refuseFolder({ clips, segments }: DataSource, folder: string, names: readonly string[]): void {
  const readFrom = [clips, segments].flatMap((path) => (path === undefined ? [] : [dirname(path)]));
  if (readFrom.some((place) => samePlace(place, folder))) {
    throw new UserError(`${folder}: the tables are read from there; choose another folder to write to`);
  }
  const there = names.find((name) => existsSync(join(folder, name)));
  if (there !== undefined) {
    throw new UserError(`${join(folder, there)} is there already; move it away, or choose another folder`);
  }
}

function samePlace(one: string, other: string): boolean {
  return existsSync(one) && existsSync(other) && realpathSync(one) === realpathSync(other);
}

function seedOf(text: string): number {
  if (!/^-?\d{1,9}$/.test(text)) throw new InvalidArgumentError("expected a whole number");
  return Number(text);
}
