/** `npm run replica:fidelity`: how like real music the replica is, as the table that stands in data/README.md. */
import { join, resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import type { FidelityFigure } from "./replica/replicaFidelity.ts";
import { runCommand } from "../src/cli/runCommand.ts";

const ROOT = resolve(import.meta.dirname, "..");

const command = new Command("npm run replica:fidelity --")
  .description("Compares draws of the replica with real music and prints a table in Markdown.")
  .argument("<tracks>", "CSV of many real whole clips, as given to replica:fit: 30s.csv")
  .option("--draws <n>", "how many replicas are drawn", positiveInteger, 5)
  .option("--splits <n>", "of how many random splits an accuracy is the mean", positiveInteger, 3)
  .allowExcessArguments(false);

await runCommand(async () => {
  command.parse();
  const { draws, splits } = command.opts<{ draws: number; splits: number }>();
  const { loadSource } = await import("../src/dataset/loadSource.ts");
  const { readReplica } = await import("../src/dataset/readReplica.ts");
  const { neighbouringTracks } = await import("./replica/neighbouringTracks.ts");
  const { readTrackMeans } = await import("./replica/readTrackMeans.ts");
  const { resolveSource } = await import("../src/dataset/resolveSource.ts");
  const { clipFidelity, segmentFidelity } = await import("./replica/replicaFidelity.ts");

  const { segments } = await loadSource(resolveSource("sample", ROOT));
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), command.args[0]!);
  const tracks = await readTrackMeans(path, [...new Set(segments!.label)]);
  const real = {
    features: tracks.features,
    X: {
      data: Float64Array.from(tracks.rows.flatMap((row) => [...row])),
      rows: tracks.rows.length,
      columns: tracks.features.length,
    },
    label: tracks.label,
    track: tracks.id.map(String),
    artist: neighbouringTracks(tracks),
  };
  const model = join(ROOT, "data/replica.json");
  const replica = await readReplica(model);
  const clips = [replica.clips];
  for (let seed = 2; seed <= draws; seed++) clips.push((await readReplica(model, { seed })).clips);
  const figures = [
    ...(await segmentFidelity(segments!, replica, Math.max(20, draws), splits * 5)),
    ...(await clipFidelity(real, clips, splits)),
  ];
  console.log("| figure | real | replica, mean | replica, single draws | asked for | reached |");
  console.log("| --- | --- | --- | --- | --- | --- |");
  for (const line of figures.map(inMarkdown)) console.log(line);
});

function inMarkdown({ name, real, replica, range, allowed }: FidelityFigure): string {
  const format = (value: number): string => (real === undefined ? value.toFixed(3) : `${(100 * value).toFixed(1)} %`);
  const reached = allowed === undefined ? "–" : Math.abs(replica - (real ?? 0)) <= allowed ? "yes" : "**no**";
  const asked =
    allowed === undefined ? "–" : real === undefined ? `≤ ${allowed}` : `± ${(100 * allowed).toFixed(0)} points`;
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
