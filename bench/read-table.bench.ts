/** Reading a feature table of the report's full size: 80,000 rows of 57 features, beside pandas. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { readFeatureTable } from "../src/dataset/readFeatureTable.ts";
import { loadSource } from "../src/dataset/loadSource.ts";
import { resolveSource } from "../src/dataset/resolveSource.ts";
import { PYTHON, skipWithoutPython } from "../tests/support/python.ts";
import { type Bench, median } from "./bench.ts";

const ROWS = 80_000;
const ROUNDS = 5;
const READ_CSV = `
import sys, time, pandas as pd
pd.read_csv(sys.argv[1])
begin = time.perf_counter()
data = pd.read_csv(sys.argv[1])
print(time.perf_counter() - begin)
assert data.shape == (${ROWS}, 59)
`;

/** Rows of the sample's segments, drawn with a seed, each value moved by up to 1 %, under names of their own. */
async function writeLargeTable(path: string): Promise<void> {
  const { segments } = await loadSource(resolveSource("sample"));
  const { X, features, label } = segments!;
  const random = xoroshiro128plus(1);
  const lines = [`filename,${features.join(",")},label\n`];
  for (let i = 0; i < ROWS; i++) {
    const row = Math.floor(uniformFloat64(random) * X.rows);
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
    const ours: number[] = [];
    const theirs: number[] = [];
    await readFeatureTable(path);
    // By turns, so that whatever else the machine does weighs on both.
    for (let round = 0; round < ROUNDS; round++) {
      const begin = performance.now();
      await readFeatureTable(path);
      ours.push((performance.now() - begin) / 1000);
      if (!noPeer) theirs.push(Number(execFileSync(PYTHON, ["-c", READ_CSV, path], { encoding: "utf8" })));
    }
    report({
      case: `read ${ROWS} x 59 from CSV, checked, with checksum; peer: pandas.read_csv`,
      ours: median(ours),
      peer: noPeer ? null : median(theirs),
      unit: "s",
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

export default bench;
