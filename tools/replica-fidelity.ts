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
  const { readReplica } = await import("../src/dataset/readReplica.ts");
  const { readTrackMeans } = await import("./replica/readTrackMeans.ts");
  const { resolveSource } = await import("../src/dataset/resolveSource.ts");
  const { clipFidelity, segmentFidelity } = await import("./replica/replicaFidelity.ts");

  const { segments } = await loadSource(resolveSource("sample", ROOT));
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
  const figures = [
    ...(await segmentFidelity(segments!, replicas, Math.max(20, draws), splits * 5)),
    ...(await clipFidelity(
      real,
      replicas.map(({ clips }) => clips),
      splits,
    )),
  ];
  console.log("| figure | real | replica, mean | replica, single draws | asked for | reached |");
  console.log("| --- | --- | --- | --- | --- | --- |");
  for (const line of figures.map(inMarkdown)) console.log(line);
});

function inMarkdown({ name, real, replica, range, allowed }: FidelityFigure): string {
  const format = (value: number): string => (real === undefined ? value.toFixed(3) : `${(100 * value).toFixed(1)} %`);
  const reached = Math.abs(replica - (real ?? 0)) <= allowed ? "yes" : "**no**";
  const asked = real === undefined ? `≤ ${allowed}` : `± ${(100 * allowed).toFixed(0)} points`;
  const cells = [
    name,
    real === undefined ? "–" : format(real),
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
