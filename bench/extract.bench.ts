import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { extractFeatures, load, segments } from "../src/audio/index.ts";

import { PYTHON } from "../tests/support/python.ts";
import { SHARED_DATA } from "../tests/support/sharedData.ts";
import { type Bench, median } from "./bench.ts";

const CLIPS = join(SHARED_DATA, "fma-small/reference_clips");
const PEER = join(SHARED_DATA, "../peers/librosa_features.py");
const ROUNDS = 3;

/**
 * One 30-second clip, the whole and its ten segments, including decoding, on one core, beside librosa_features.py on the same files in
 * the same run. The peer's seconds are those it reports for decoding and features, without its start. It decodes once for the whole
 * clip and once for the segments, so its second decoding is not counted.
 */
const bench: Bench = async (report) => {
  const files = readdirSync(CLIPS).map((file) => join(CLIPS, file));
  const ours: number[] = [];
  for (let round = -1; round < ROUNDS; round++) {
    for (const file of files) {
      const begin = performance.now();
      const y = await load(file);
      extractFeatures(y);
      for (const segment of segments(y, 3)) extractFeatures(segment);
      if (round >= 0) ours.push((performance.now() - begin) / 1000);
    }
  }
  const whole = peerSeconds(files, []);
  const parts = peerSeconds(files, ["--segment", "3"]);
  const peer = whole.map((seconds, i) => seconds.decode + seconds.features + parts[i]!.features);
  report({ case: "one clip, whole and ten segments, one core", ours: median(ours), peer: median(peer), unit: "s" });
};

/** The peer's time for each file, on one core. The first file is given twice, because the first time includes compilation. */
function peerSeconds(files: readonly string[], options: readonly string[]): { decode: number; features: number }[] {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    const threads = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"];
    const log = execFileSync(
      "sh",
      [
        "-c",
        '"$@" 2>&1 >/dev/null',
        "sh",
        PYTHON,
        PEER,
        "--time",
        ...options,
        join(folder, "out.csv"),
        files[0]!,
        ...files,
      ],
      { env: { ...process.env, ...Object.fromEntries(threads.map((name) => [name, "1"])) }, encoding: "utf8" },
    );
    const lines = [...log.matchAll(/decode ([\d.]+)s features ([\d.]+)s/g)].slice(1);
    return lines.map(([, decode, features]) => ({ decode: Number(decode), features: Number(features) }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export default bench;
