/**
 * The three classifiers beside scikit-learn and the mljs packages: the report's 54,000 training and 18,000 test rows of 29 features,
 * with the same split for all (see bench/models/segmentTable.ts for the table). A measurement is the time to train and to score the
 * test and training rows; each run is a separate process, ours and the peer's alternating.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { KNeighborsClassifier, LogisticRegression, RandomForestClassifier } from "../src/models/index.ts";

import { PYTHON, skipWithoutPython } from "../tests/support/python.ts";
import { type Bench, median, medianSeconds } from "./bench.ts";
import { SKLEARN_PROGRAM } from "./models/runSklearn.ts";
import { segmentTable } from "./models/segmentTable.ts";
import { type SplitFiles, writeGrowth, writeSplit } from "./models/writeSplit.ts";

interface Outcome {
  readonly fit: number;
  readonly test: number;
  readonly train: number;
  readonly testAccuracy: number;
  readonly trainAccuracy: number;
  readonly megabytes: number;
  readonly coefficients?: readonly number[];
}

type Model = "knn" | "rf" | "lr" | "lr-exact";

const TRACKS = 8000;
const RUNS = 3;
const FOREST_SEEDS = 5;
/** Rows that the mljs packages can train on in seconds. */
const SMALL_ROWS = 600;
const GROWTH_ROWS = [10_000, 100_000, 1_000_000];
const GROWTH_TEST_ROWS = 10_000;
const GROWTH_TREES = 10;

const seconds = ({ fit, test, train }: Outcome): number => fit + test + train;

interface RunOptions {
  readonly seed?: number;
  readonly jobs: number;
  readonly peer?: boolean;
  readonly trees?: number;
  /** Whether to score the training rows too. */
  readonly scoreTrain?: boolean;
}

/** One fit with its scores in a separate process. */
function run(
  model: Model,
  split: SplitFiles,
  { seed = 0, jobs, peer = false, trees = 100, scoreTrain = true }: RunOptions,
): Outcome {
  const argument = JSON.stringify({ model, ...split, seed, jobs, trees, scoreTrain });
  const command = peer
    ? [PYTHON, "-c", SKLEARN_PROGRAM, argument]
    : [process.execPath, "--import", "tsx", join(import.meta.dirname, "models/runOurs.ts"), argument];
  // Otherwise the peer's linear algebra would take all cores, whatever `n_jobs` says.
  const threads = { OMP_NUM_THREADS: String(jobs), OPENBLAS_NUM_THREADS: String(jobs) };
  const env = { ...process.env, ...threads };
  const output = execFileSync(command[0]!, command.slice(1), { encoding: "utf8", maxBuffer: 1 << 26, env });
  return JSON.parse(output) as Outcome;
}

const bench: Bench = async (report) => {
  const folder = mkdtempSync(join(tmpdir(), "bench-models-"));
  const noPeer = skipWithoutPython("sklearn");
  if (noPeer) console.error(`models: no peer, ${noPeer}`);
  try {
    const table = await segmentTable(TRACKS, 1);
    const split = writeSplit(table, join(folder, "report"), 2);
    const size = `${split.train} x ${split.columns}, ${table.source}`;
    for (const jobs of new Set([1, Math.min(2, availableParallelism())])) {
      for (const model of ["knn", "lr", "rf"] as const) {
        const ours: Outcome[] = [];
        const peers: Outcome[] = [];
        const seeds = model !== "rf" ? RUNS : jobs === 1 ? 1 : FOREST_SEEDS;
        for (let seed = 0; seed < seeds; seed++) {
          ours.push(run(model, split, { seed, jobs }));
          if (!noPeer) peers.push(run(model, split, { seed, jobs, peer: true }));
        }
        const both = (what: string, unit: string, figure: (outcome: Outcome) => number): void =>
          report({
            case: `${model} ${what}, jobs ${jobs} (${size})`,
            ours: median(ours.map(figure)),
            peer: peers.length > 0 ? median(peers.map(figure)) : null,
            unit,
          });
        both("train + score", "s", seconds);
        both("train", "s", ({ fit }) => fit);
        both("peak memory", "MB", (outcome) => outcome.megabytes);
        both("test accuracy", "", (outcome) => outcome.testAccuracy);
        both("train accuracy", "", (outcome) => outcome.trainAccuracy);
        if (model === "lr" && jobs === 1 && !noPeer) {
          const peer = run("lr-exact", split, { jobs, peer: true }).coefficients!;
          const apart = Math.max(...ours[0]!.coefficients!.map((value, i) => Math.abs(value - peer[i]!)));
          report({
            case: `lr largest difference of a coefficient, peer by Newton's method to 1e-12 (${size})`,
            ours: apart,
            peer: null,
            unit: "",
          });
        }
      }
    }
    await besidePackages(report);
    for (const rows of GROWTH_ROWS) {
      const grown = await writeGrowth(rows, GROWTH_TEST_ROWS, join(folder, `growth-${rows}`));
      for (const model of ["knn", "rf", "lr"] as const) {
        const outcome = run(model, grown, { jobs: 2, trees: GROWTH_TREES, scoreTrain: false });
        const what = `growth: ${model}${model === "rf" ? `, ${GROWTH_TREES} trees` : ""}, ${rows} training rows`;
        report({ case: `${what}: train, a row`, ours: (outcome.fit / rows) * 1e6, peer: null, unit: "us" });
        const scored = (outcome.test / GROWTH_TEST_ROWS) * 1e6;
        report({ case: `${what}: score, a row`, ours: scored, peer: null, unit: "us" });
        report({ case: `${what}: peak memory`, ours: outcome.megabytes, peer: null, unit: "MB" });
      }
      rmSync(grown.folder, { recursive: true });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Ours beside the packages, training and predicting the same few rows in this process. */
async function besidePackages(report: Parameters<Bench>[0]): Promise<void> {
  const { X, codes } = await segmentTable(SMALL_ROWS / 10, 5);
  const y = Array.from(codes);
  for (const [name, make] of [
    ["knn", (engine: "wasm" | "ml") => new KNeighborsClassifier({ engine })],
    ["rf, 10 trees", (engine: "wasm" | "ml") => new RandomForestClassifier({ engine, nEstimators: 10 })],
    ["lr", (engine: "wasm" | "ml") => new LogisticRegression({ engine })],
  ] as const) {
    const time = (engine: "wasm" | "ml"): Promise<number> =>
      medianSeconds(async () => {
        const classifier = make(engine);
        await classifier.train(X, y);
        await classifier.predict(X);
      }, 3);
    const [ours, peer] = [await time("wasm"), await time("ml")];
    report({ case: `${name} beside the package of mljs, ${SMALL_ROWS} rows`, ours, peer, unit: "s" });
  }
}

export default bench;
