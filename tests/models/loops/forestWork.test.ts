import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  codeBytes,
  type ForestLoops,
  type ForestTraining,
  growWork,
  rankWork,
} from "../../../src/models/loops/forestWork.ts";
import { loopsModule, loadLoops } from "../../../src/wasm/loadLoops.ts";
import { sharedMemory } from "../../../src/wasm/sharedMemory.ts";
import { randomSource } from "../../support/randomData.ts";

interface Problem {
  readonly columns: readonly Float64Array[];
  readonly codes: Int32Array;
  readonly classes: number;
  readonly minSamplesLeaf: number;
}

/** A node of a tree with the training rows that come to it. */
interface Node {
  readonly feature: number;
  readonly threshold: number;
  readonly rows: readonly number[];
}

/** Grows one tree that looks at all features in every split; gives its nodes and each row's number of copies. */
async function growTree({ columns, codes, classes, minSamplesLeaf }: Problem, seed: bigint) {
  const rows = codes.length;
  const features = columns.length;
  const sizes = loadLoops<ForestLoops>("forest", sharedMemory({}).memory);
  const { memory, offsets, views } = sharedMemory({
    values: ["f64", rows * features],
    codes: ["u8", rows * features * codeBytes(rows)],
    rowCodes: ["u8", rows * features * codeBytes(rows)],
    distinct: ["i32", features],
    classes: ["i32", rows],
    rooms: ["u8", sizes.growScratch(rows, features, classes)],
    nodes: ["u8", 2 * rows * 16],
    counts: ["f32", 200 * classes],
    importances: ["f64", features],
    inBag: ["u16", rows],
  });
  columns.forEach((column, feature) => views.values.set(column, feature * rows));
  views.classes.set(codes);
  const from = (name: "nodes" | "counts" | "importances" | "inBag"): number => offsets[name] - offsets.rooms;
  const training: ForestTraining = {
    module: loopsModule("forest"),
    memory,
    rows,
    features,
    classes,
    maxFeatures: features,
    maxDepth: 2 ** 31 - 1,
    minSamplesLeaf,
    keepBags: false,
    roomOffsets: {
      scratch: 0,
      nodes: from("nodes"),
      counts: from("counts"),
      importances: from("importances"),
      inBag: from("inBag"),
    },
    roomSize: 0,
    offsets,
  };
  const rank = rankWork.start(training, 0);
  for (let feature = 0; feature < features; feature++) await rank(feature);
  const tree = await growWork.start(training, 0)(seed);
  const view = new DataView(tree.nodes.buffer);
  const nodes: Node[] = [];
  const visit = (number: number, inside: readonly number[]): void => {
    const threshold = view.getFloat64(number * 16, true);
    const feature = view.getInt32(number * 16 + 8, true);
    nodes.push({ feature, threshold, rows: inside });
    if (feature < 0) return;
    const goesLeft = (row: number): boolean => columns[feature]![row]! <= threshold;
    visit(number + 1, inside.filter(goesLeft));
    visit(
      view.getInt32(number * 16 + 12, true),
      inside.filter((row) => !goesLeft(row)),
    );
  };
  const weights = views.inBag;
  visit(
    0,
    Array.from({ length: rows }, (_, row) => row).filter((row) => weights[row]! > 0),
  );
  return { nodes, weights };
}

/** Squared class counts over their sum, for both sides of every split of a column that leaves enough rows on each side. */
function measures(column: Float64Array, rows: readonly number[], weights: Uint16Array, problem: Problem) {
  const { codes, classes, minSamplesLeaf } = problem;
  const sorted = [...rows].sort((a, b) => column[a]! - column[b]!);
  const left = new Float64Array(classes);
  const right = new Float64Array(classes);
  for (const row of sorted) right[codes[row]!]! += weights[row]!;
  let squaresLeft = 0;
  let squaresRight = right.reduce((sum, count) => sum + count ** 2, 0);
  let weightLeft = 0;
  let weightRight = right.reduce((sum, count) => sum + count, 0);
  const found: { low: number; high: number; measure: number }[] = [];
  for (let i = 0; i + 1 < sorted.length; i++) {
    const code = codes[sorted[i]!]!;
    const weight = weights[sorted[i]!]!;
    squaresLeft += (left[code]! + weight) ** 2 - left[code]! ** 2;
    squaresRight += (right[code]! - weight) ** 2 - right[code]! ** 2;
    left[code]! += weight;
    right[code]! -= weight;
    weightLeft += weight;
    weightRight -= weight;
    const [low, high] = [column[sorted[i]!]!, column[sorted[i + 1]!]!];
    if (low === high || i + 1 < minSamplesLeaf || sorted.length - i - 1 < minSamplesLeaf) continue;
    found.push({ low, high, measure: squaresLeft / weightLeft + squaresRight / weightRight });
  }
  return found;
}

function problem(rows: number, features: number, classes: number, minSamplesLeaf: number, steps = 0): Problem {
  const { normal, uniform } = randomSource(rows + features);
  const columns = Array.from({ length: features }, () =>
    Float64Array.from({ length: rows }, () => (steps ? Math.round(normal() * steps) / steps : normal())),
  );
  const codes = Int32Array.from({ length: rows }, (_, row) => {
    const score = columns[0]![row]! + uniform() > 0.5 ? uniform() ** 2 : uniform();
    return Math.min(classes - 1, Math.floor(score * classes));
  });
  return { columns, codes, classes, minSamplesLeaf };
}

const CASES: Readonly<Record<string, Problem>> = {
  "few rows": problem(60, 3, 3, 1),
  "more rows than are sorted by counting": problem(900, 4, 5, 1),
  "equal values": problem(900, 4, 5, 1, 2),
  "leaves of a least size": problem(900, 4, 5, 7, 4),
  "more rows than codes of 16 bits tell apart": problem(70_000, 2, 4, 9_000),
  "more classes than fit into keys of 32 bits": problem(70_000, 2, 3_000, 9_000),
};

describe("growWork", () => {
  for (const [name, given] of Object.entries(CASES)) {
    it(`splits every node at the best place of all that a look at every value finds: ${name}`, async () => {
      const { nodes, weights } = await growTree(given, 7n);
      assert.ok(nodes.length > 2, `${nodes.length} nodes`);
      for (const { feature, threshold, rows } of nodes) {
        const all = given.columns.map((column) => measures(column, rows, weights, given));
        const best = Math.max(...all.map((splits) => splits.reduce((most, { measure }) => Math.max(most, measure), 0)));
        const isPure = rows.every((row) => given.codes[row] === given.codes[rows[0]!]);
        assert.equal(feature < 0, isPure || best === 0, `${rows.length} rows`);
        if (feature < 0) continue;
        const taken = all[feature]!.find(({ low, high }) => low <= threshold && threshold < high)!;
        assert.ok(taken.measure >= best * (1 - 1e-12), `${rows.length} rows: ${taken.measure} and ${best}`);
        assert.ok(Math.abs(threshold - (taken.low + taken.high) / 2) <= 1e-12, "midway");
      }
    });
  }
});
