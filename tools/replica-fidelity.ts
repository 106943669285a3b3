/** `npm run replica:fidelity`: how like real music the replica is, as the table that stands in data/README.md. */
import { join, resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import type { ReplicaTables } from "../src/dataset/replica.ts";
import type { FidelityFigure } from "./replica/replicaFidelity.ts";
import { runCommand } from "../src/cli/runCommand.ts";

const ROOT = resolve(import.meta.dirname, "..");

const command = new Command("npm run replica:fidelity --")
  .description("Compares draws of the replica with real music and prints a table in Markdown.")
  .argument("<tracks>", "CSV of many real whole clips, as given to replica:fit: 30s.csv")
  .requiredOption("--artists <csv>", "who made each of these clips, as given to replica:fit")
  .option("--draws <n>", "how many replicas are drawn", positiveInteger, 5)
  .option("--splits <n>", "of how many random splits an accuracy is the mean", positiveInteger, 3)
  .allowExcessArguments(false);

await runCommand(async () => {
  command.parse();
  const { artists, draws, splits } = command.opts<{ artists: string; draws: number; splits: number }>();
  const { loadSource } = await import("../src/dataset/loadSource.ts");
  const { readTrackMeans } = await import("./replica/readTrackMeans.ts");
  const { resolveSource } = await import("../src/dataset/resolveSource.ts");
  const { clipFidelity, redrawnFidelity, segmentFidelity } = await import("./replica/replicaFidelity.ts");
  const { fewTracksFidelity, ownAccuracy } = await import("./replica/fewTracksFidelity.ts");
  const { readFile } = await import("node:fs/promises");
  const { parseReplicaModel } = await import("../src/dataset/replica/replicaModel.ts");
  const { readReplica, redrawClips } = await import("../src/dataset/replica.ts");
  const { selectFeatures } = await import("../src/dataset/selectFeatures.ts");

  const { clips, segments } = await loadSource(resolveSource("sample", ROOT));
  const from = process.env.INIT_CWD ?? process.cwd();
  const tracks = await readTrackMeans(resolve(from, command.args[0]!), resolve(from, artists), [
    ...new Set(segments!.label),
  ]);
  const real = {
    features: tracks.features,
    X: {
      data: Float64Array.from(tracks.rows.flatMap((row) => [...row])),
      rows: tracks.rows.length,
      columns: tracks.features.length,
    },
    label: tracks.label,
    artist: tracks.artist,
  };
  const model = join(ROOT, "data/replica.json");
  const replicas: ReplicaTables[] = [];
  for (let seed = 1; seed <= draws; seed++) replicas.push(await readReplica(model, { seed }));
  const statistics = parseReplicaModel(model, await readFile(model, "utf8"));
  const many = Math.max(20, draws);
  const redrawn = Array.from({ length: many }, (_, i) => redrawClips(statistics, clips!, i + 1));
  const sample = { ...selectFeatures(clips!, tracks.features), artist: clips!.artist! };
  const few = replicas.map(({ clips: drawn }) => ({
    ...selectFeatures(drawn, tracks.features),
    artist: drawn.artist!,
  }));
  const perGenre = Math.round(sample.X.rows / new Set(sample.label).size);
  const figures = [
    ...(await segmentFidelity(segments!, replicas, many, splits * 5)),
    ...(await redrawnFidelity(segments!, redrawn, splits * 5)),
    ...(await fewTracksFidelity(real, few, { tracksPerGenre: perGenre, draws: 20 * draws })),
    ...(await fewTracksFidelity(real, few, { tracksPerGenre: 5 * perGenre, draws: 4 * draws })),
    ...(await clipFidelity(
      real,
      replicas.map(({ clips }) => clips),
      splits,
    )),
  ];
  console.log("| figure | real | replica, mean | replica, single draws | goal | reached |");
  console.log("| --- | --- | --- | --- | --- | --- |");
  for (const line of figures.map(inMarkdown)) console.log(line);
  const own = Object.entries(await ownAccuracy(sample, 4 * draws));
  console.log(
    `\nThe sample's own ${sample.X.rows} tracks, artists kept apart: ${own.map(([name, score]) => `${name} ${percent(score)}`).join(", ")}`,
  );
});

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

function inMarkdown({ name, real, realRange, replica, range, allowed }: FidelityFigure): string {
  const format = (value: number): string => (real === undefined ? value.toFixed(3) : percent(value));
  const ofSingle = realRange ? ` (single: ${realRange.map(format).join(" to ")})` : "";
  const reached = Math.abs(replica - (real ?? 0)) <= allowed ? "yes" : "**no**";
  const asked = real === undefined ? `≤ ${allowed}` : `± ${(100 * allowed).toFixed(0)} points`;
  const cells = [
    name,
    real === undefined ? "–" : format(real) + ofSingle,
    format(replica),
    range.map(format).join(" to "),
    asked,
    reached,
  ];
  return `| ${cells.join(" | ")} |`;
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!(Number.isInteger(value) && value > 0)) throw new InvalidArgumentError("expected a whole number above 0");
  return value;
}
