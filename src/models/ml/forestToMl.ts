import { RandomForestClassifier as Forest } from "ml-random-forest";
import { NODE_BYTES, type Tree } from "../loops/forestWork.ts";
import type { MlNode } from "./mlNode.ts";
import { nextUp } from "./nextFloat.ts";

type ForestJSON = Parameters<typeof Forest.load>[0];

/**
 * Converts trees to the package's forest. Each of its trees casts one whole vote, where ours have class shares: both give the same as
 * long as each leaf has one class. On a tied vote it may predict another class.
 */
export function forestToMl(trees: readonly Tree[], columns: number, classCount: number): Forest {
  const indexes = Array.from({ length: columns }, (_, column) => column);
  const estimators = trees.map((tree) => ({
    name: "DTClassifier",
    options: { kind: "classifier", gainFunction: "gini", splitFunction: "mean", minNumSamples: 1, maxDepth: Infinity },
    root: mlNode(tree, classCount),
  }));
  const baseModel = {
    indexes: trees.map(() => indexes),
    n: columns,
    replacement: false,
    maxFeatures: columns,
    nEstimators: trees.length,
    treeOptions: {},
    isClassifier: true,
    seed: 0,
    estimators,
    useSampleBagging: true,
  };
  return Forest.load({ name: "RFClassifier", baseModel } as unknown as ForestJSON);
}

/** Unpacks a tree from the loops' layout, children before parents, so that deep trees need no deep recursion. */
function mlNode({ nodes, counts }: Tree, classCount: number): MlNode {
  const view = new DataView(nodes.buffer, nodes.byteOffset, nodes.byteLength);
  const total = nodes.length / NODE_BYTES;
  const built = new Array<MlNode>(total);
  for (let node = total - 1; node >= 0; node--) {
    const at = node * NODE_BYTES;
    const feature = view.getInt32(at + 8, true);
    const last = view.getInt32(at + 12, true);
    if (feature >= 0) {
      // The package goes left below its value, we at or below ours.
      const splitValue = nextUp(view.getFloat64(at, true));
      built[node] = { splitValue, splitColumn: feature, left: built[node + 1]!, right: built[last]! };
    } else if (last >= 0) {
      built[node] = { distribution: [Array.from({ length: classCount }, (_, code) => Number(code === last))] };
    } else {
      const list = (-1 - last) * classCount;
      built[node] = { distribution: [Array.from(counts.subarray(list, list + classCount))] };
    }
  }
  return built[0]!;
}
