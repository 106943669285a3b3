/** `npm run replica:fit`: fits the statistics of real music from which the replica is drawn. */
import { join, resolve } from "node:path";
import { Command } from "commander";
import { runCommand } from "../src/cli/runCommand.ts";

const ROOT = resolve(import.meta.dirname, "..");

const command = new Command("npm run replica:fit --")
  .description("Fits the statistics from which the replica is drawn, and writes them as JSON.")
  .argument("<tracks>", "CSV of many whole clips, with some or all features: 30s.csv")
  .argument("<segments>", "CSV of 3-second segments, with all features: 3s.csv")
  .requiredOption(
    "--artists <csv>",
    "who made each of the many clips: FMA's tracks.csv, or a CSV with track_id and artist_id",
  )
  .option("--clips <csv>", "the whole clips of these segments, with all features", "data/fma-sample/features_30s.csv")
  .option("--out <json>", "where to write", "data/replica.json")
  .allowExcessArguments(false);

await runCommand(async () => {
  command.parse();
  const [tracksPath, segmentsPath] = command.processedArgs as [string, string];
  const { artists, clips: clipsPath, out } = command.opts<{ artists: string; clips: string; out: string }>();
  const { readFeatureTable } = await import("../src/dataset/readFeatureTable.ts");
  const { fitReplica } = await import("./replica/fitReplica.ts");
  const { readTrackMeans } = await import("./replica/readTrackMeans.ts");
  const { writeFileAtomic } = await import("../src/ground/writeFileAtomic.ts");

  // The user's paths are relative to where the command was called, which npm keeps in INIT_CWD. Defaults are the project's.
  const from = process.env.INIT_CWD ?? process.cwd();
  const place = (path: string, option: string): string =>
    command.getOptionValueSource(option) === "default" ? join(ROOT, path) : resolve(from, path);
  const segments = await readFeatureTable(resolve(from, segmentsPath), "segment");
  const clips = await readFeatureTable(place(clipsPath, "clips"), "clip");
  const tracks = await readTrackMeans(resolve(from, tracksPath), resolve(from, artists), [...new Set(segments.label)]);
  const model = fitReplica({ tracks, clips, segments });
  writeFileAtomic(place(out, "out"), `${JSON.stringify(model)}\n`);
  const { fittedTo } = model;
  console.log(`${out}: from ${fittedTo.tracks} tracks, ${fittedTo.clips} clips and ${fittedTo.segments} segments`);
});
