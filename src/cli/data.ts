/** `npm run data`: which data there is, whether it is sound, and how to get the rest. */
import { mkdtemp, rename, rm } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { Command } from "commander";
import {
  checkTables,
  type DataSource,
  type FeatureTable,
  loadSource,
  resolveSource,
  type SourceTables,
  TableError,
  writeArtists,
  writeFeatureTable,
} from "../dataset/index.ts";
import { type BuildDataOptions, buildData } from "./buildData.ts";
import { positiveInteger } from "./positiveInteger.ts";
import { runCommand } from "./runCommand.ts";
import { callerFolder, UserError } from "../ground/index.ts";

const ROOT = resolve(import.meta.dirname, "../..");

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

const command = new Command("npm run data --")
  .description("Lists the data sources with what they hold; checks them; writes one as CSV.")
  .option("--verify", "end with exit code 1 where a source that is there has a problem", false)
  .option("--write <source>", "write the tables of this source (replica, sample, auto or a folder) into the folder")
  .option(
    "--build <what>",
    "compute both tables from audio: fma-small, fma-medium, fma-large, or a folder of your own music",
  )
  .option("--from <place>", "with --build: an address, the archive, or a folder with the archives or what was unpacked")
  .option("--trust", "with --build: take archives that are not FMA's to the bit")
  .option("--no-reencode", "with --build: segments are not encoded again as MP3, as the report's were (half the time)")
  .option("--labels <file>", "with --build: genres of your own music, a CSV with the columns filename and genre")
  .option("--jobs <n>", "with --build: threads (default: one a core)", positiveInteger)
  .argument("[folder]", "where --write or --build writes its tables")
  .allowExcessArguments(false);

await runCommand(async () => {
  command.parse();
  const { verify, write } = command.opts<{ verify: boolean; write?: string }>();
  const [folder] = command.args;
  const from = callerFolder();
  const { build, ...building } = command.opts<BuildDataOptions & { build?: string }>();
  if (build !== undefined) return buildData(build, folder, building, ROOT, from);
  if (write === undefined && folder !== undefined) throw new UserError(`${folder}: a folder goes with --write`);
  if (write !== undefined) {
    if (folder === undefined) throw new UserError(`--write ${write}: name the folder to write to`);
    const named = ["auto", "sample", "replica"].includes(write) ? write : resolve(from, write);
    await writeSource(resolveSource(named, ROOT), resolve(from, folder));
    return;
  }
  const sources = ["replica", "sample"].map((name) => resolveSource(name, ROOT));
  const chosen = resolveSource("auto", ROOT);
  if (chosen.kind === "report") sources.unshift(chosen);
  const problems: string[] = [];
  for (const source of sources) problems.push(...(await list(source, source.name === chosen.name)));
  if (chosen.kind !== "report") console.log(`report: the report's own tables\n${REPORT_STEPS}`);
  console.log(AUDIO_STEPS);
  console.log("Your own tables: --data and the folder that holds them; data/README.md says what they look like.");
  if (verify && problems.length > 0) {
    throw new UserError(`${problems.length} ${problems.length === 1 ? "problem" : "problems"} found`);
  }
});

/** Prints a source and gives its problems. */
async function list(source: DataSource, isDefault: boolean): Promise<string[]> {
  console.log(`${source.name}: ${source.title}${isDefault ? " (what is used when nothing is said)" : ""}`);
  let problems: string[];
  try {
    const tables = await loadSource(source);
    for (const table of [tables.clips, tables.segments]) {
      if (!table) continue;
      console.log(inWords(table, tables));
      for (const remark of table.remarks ?? []) console.log(`    ${remark}`);
    }
    problems = checkTables(tables);
    if (!tables.clips) console.log("  no table of 30-second clips: put fma_30secs.csv beside the other");
    if (!tables.segments) console.log("  no table of 3-second segments: put fma_3secs.csv beside the other");
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    problems = [error.message];
  }
  console.log(problems.length > 0 ? problems.map((line) => `  PROBLEM ${line}`).join("\n") : "  no problems");
  console.log("");
  return problems;
}

function inWords(
  { path, X, label, track, artist, dropped, features, sha256 }: FeatureTable,
  { source }: SourceTables,
): string {
  const count = (items: readonly unknown[]): string => new Set(items).size.toLocaleString("en");
  const artists = artist ? `, ${count(artist.filter((name) => name !== null))} artists` : "";
  const left = dropped.length > 0 ? `, ${dropped.length} rows without a value left out` : "";
  return [
    `  ${source.replica === undefined ? path : "drawn"}: ${X.rows.toLocaleString("en")} rows of ${count(track)} tracks in ${count(label)} genres, ${features.length} features${artists}${left}`,
    `    SHA-256 ${sha256}`,
  ].join("\n");
}

/** Writes the tables beside the folder, and moves each there when all are done. */
async function writeSource(source: DataSource, folder: string): Promise<void> {
  const { clips, segments } = await loadSource(source);
  const { mkdir } = await import("node:fs/promises");
  await mkdir(folder, { recursive: true });
  const temporary = await mkdtemp(join(folder, ".writing-"));
  try {
    const written: [path: string, lines: number][] = [];
    const path = (name: string): string => join(temporary, name);
    if (clips) {
      await writeFeatureTable(path("fma_30secs.csv"), clips);
      written.push([path("fma_30secs.csv"), clips.X.rows]);
    }
    if (segments) {
      await writeFeatureTable(path("fma_3secs.csv"), segments);
      written.push([path("fma_3secs.csv"), segments.X.rows]);
    }
    const artists = segments?.artist ? segments : clips;
    if (artists?.artist) {
      await writeArtists(path("tracks.csv"), artists);
      written.push([path("tracks.csv"), new Set(artists.track).size]);
    }
    for (const [file, rows] of written) {
      await rename(file, join(folder, basename(file)));
      console.log(`${join(folder, basename(file))}: ${rows.toLocaleString("en")} rows`);
    }
    if (source.kind === "replica")
      console.log("These are no pieces of music: keep that with the files wherever they go.");
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
