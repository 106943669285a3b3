/** Runs our benchmarks beside the peers', in one run on one machine. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { Bench, Measurement } from "./bench.ts";

const SUFFIX = ".bench.ts";
const { values, positionals } = parseArgs({
  options: { json: { type: "boolean", default: false }, help: { type: "boolean", short: "h", default: false } },
  allowPositionals: true,
});

const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => file.slice(0, -SUFFIX.length));
if (values.help) {
  console.log(`Usage: npm run bench -- [options] [benches...]

  npm run bench                   every bench: ${known.join(", ")}
  npm run bench -- models         only bench/models.bench.ts
  npm run bench -- --json         one {bench, case, ours, peer, ratio, unit} a line`);
  process.exit();
}
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`bench: no bench named ${unknown.join(", ")}; there are: ${known.join(", ")}`);
  process.exit(1);
}

const format = (value: number | null): string => (value === null ? "-" : value.toPrecision(4)).padStart(10);
for (const name of positionals.length > 0 ? positionals : known) {
  const url = pathToFileURL(join(import.meta.dirname, name + SUFFIX)).href;
  const { default: bench } = (await import(url)) as { default: Bench };
  if (!values.json) {
    console.log(`\n${name}\n${"ours".padStart(10)} ${"peer".padStart(10)} ${"ratio".padStart(10)}  unit  case`);
  }
  await bench((line) => {
    const ratio = line.peer === null ? null : line.ours / line.peer;
    const measurement: Measurement = { bench: name, ...line, ratio };
    if (values.json) console.log(JSON.stringify(measurement));
    else
      console.log(`${format(line.ours)} ${format(line.peer)} ${format(ratio)}  ${line.unit.padEnd(4)}  ${line.case}`);
  });
}
