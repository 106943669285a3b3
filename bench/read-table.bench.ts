/** Reading a feature table of the report's full size: 80,000 rows of 57 features, beside pandas. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { loadSource, resolveSource } from "../src/dataset/index.ts";
import { PYTHON, skipWithoutPython } from "../tests/support/python.ts";
import { type Bench, median } from "./bench.ts";

const ROWS = 80_000;
const ROUNDS = 7;
/** Prints the seconds of the first and the third read in a process, without start and imports. */
const READ_TABLE = `
const { readFeatureTable } = await import(process.argv[1]);
const seconds = [];
for (let i = 0; i < 3; i++) {
  const begin = performance.now();
  await readFeatureTable(process.argv[2], "segment");
  seconds.push((performance.now() - begin) / 1000);
}
console.log(JSON.stringify([seconds[0], seconds[2]]));
`;
const READ_CSV = `
import json, sys, time, pandas as pd
seconds = []
for i in range(3):
    begin = time.perf_counter()
    data = pd.read_csv(sys.argv[1])
    seconds.append(time.perf_counter() - begin)
print(json.dumps([seconds[0], seconds[2]]))
assert data.shape == (${ROWS}, 59)
`;

/** Rows of the sample's segments, drawn with a seed, each value moved by up to 1 %, under new names. */
async function writeLargeTable(path: string): Promise<void> {
  const { segments } = await loadSource(resolveSource("sample"));
  const { X, features, label } = segments!;
  const random = xoroshiro128plus(1);
  const lines = [`filename,${features.join(",")},label\n`];
  for (let i = 0; i < ROWS; i++) {
    // Ten rows belong to one track and so to one genre.
    const row = (Math.floor(uniformFloat64(random) * 10) + 10 * Math.floor(i / 10)) % X.rows;
    const values = Array.from(
      X.data.subarray(row * X.columns, (row + 1) * X.columns),
      (value) => value * (0.99 + 0.02 * uniformFloat64(random)),
    );
    lines.push(
      `${(i % 10) + 1}-${String(Math.floor(i / 10)).padStart(6, "0")}.mp3,${values.join(",")},${label[row]!}\n`,
    );
  }
  writeFileSync(path, lines.join(""));
}

const bench: Bench = async (report) => {
  const folder = mkdtempSync(join(tmpdir(), "bench-table-"));
  try {
    const path = join(folder, "segments_3s.csv");
    await writeLargeTable(path);
    const noPeer = skipWithoutPython("pandas");
    if (noPeer) console.error(`read-table: no peer, ${noPeer}`);
    const reader = new URL("../src/dataset/readFeatureTable.ts", import.meta.url).href;
    const timesOf = (program: string, args: string[]): number[] =>
      JSON.parse(execFileSync(program, args, { encoding: "utf8" })) as number[];
    const ours: number[][] = [];
    const theirs: number[][] = [];
    // Alternating, so that other work on the machine affects both.
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(timesOf(process.execPath, ["--import", "tsx", "--input-type=module", "-e", READ_TABLE, reader, path]));
      if (!noPeer) theirs.push(timesOf(PYTHON, ["-c", READ_CSV, path]));
    }
    for (const [i, when] of ["first read of a process", "third read"].entries()) {
      report({
        case: `read ${ROWS} x 59 from CSV, checked, with checksum, ${when}; peer: pandas.read_csv`,
        ours: median(ours.map((times) => times[i]!)),
        peer: noPeer ? null : median(theirs.map((times) => times[i]!)),
        unit: "s",
      });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
};

export default bench;
