import { RandomForestClassifier as Forest } from "ml-random-forest";
import { NODE_BYTES, type Tree } from "../loops/forestWork.ts";

/** A node as ml-random-forest saves it: a leaf has a distribution, any other node a split and two children. */
export interface MlNode {
  readonly distribution?: readonly (readonly number[])[];
  readonly splitValue?: number;
  readonly splitColumn?: number;
  readonly left?: MlNode;
  readonly right?: MlNode;
}

/** The parts used here of the package's forest as it saves itself. */
interface ForestJSON {
  readonly baseModel: {
    /** The columns that each tree sees. */
    readonly indexes: readonly (readonly number[])[];
    readonly estimators: readonly { readonly root: MlNode }[];
  };
}

/** The trees of the package's forest before packing. */
export interface MlTrees {
  readonly columns: number;
  readonly classCount: number;
  /** Packs the trees as ours, with `codes` for the class numbers. */
  readonly pack: (codes: Int32Array) => Tree[];
}

/**
 * Reads the trees of the package's forest. Each of its trees casts one whole vote, and so does each leaf here.
 * @param columns the number of training columns; a loaded forest only knows those it uses
 */
export function forestFromMl(forest: Forest, columns?: number): MlTrees {
  const { indexes, estimators } = (JSON.parse(JSON.stringify(forest)) as ForestJSON).baseModel;
  const used = Math.max(...indexes.flat()) + 1;
  // The package's types lack this field, which `train` sets.
  const width = columns ?? (forest as Forest & { readonly numberFeatures?: number }).numberFeatures ?? used;
  if (width < used) throw new RangeError(`the forest uses ${used} columns; expected at least as many, not ${width}`);
  const trees = estimators.map(({ root }, tree) => nodesOf(root, indexes[tree]!));
  const classCount = trees.reduce((most, tree) => tree.reduce((top, { code }) => Math.max(top, code + 1), most), 0);
  return {
    columns: width,
    classCount,
    pack: (codes) => trees.map((tree) => packed(tree, codes, width)),
  };
}

/** A node in our trees' order: a leaf has a class; any other node (whose class is -1) has a split and a right child. */
interface Node {
  readonly code: number;
  readonly feature: number;
  readonly threshold: number;
  right: number;
}

/** The nodes of a tree in preorder: each before its left and then its right branch. */
function nodesOf(root: MlNode, columns: readonly number[]): Node[] {
  const nodes: Node[] = [];
  const waiting: { readonly node: MlNode; readonly parent?: Node }[] = [{ node: root }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, parent } = next;
    if (parent) parent.right = nodes.length;
    const { left, right, splitColumn, splitValue, distribution } = node;
    if (left && right) {
      // The package goes left below its value, we at or below ours.
      const split = { code: -1, feature: columns[splitColumn!]!, threshold: nextDown(splitValue!), right: 0 };
      nodes.push(split);
      waiting.push({ node: right, parent: split }, { node: left });
    } else {
      const shares = distribution![0]!;
      nodes.push({ code: shares.indexOf(Math.max(...shares)), feature: -1, threshold: 0, right: 0 });
    }
  }
  return nodes;
}

/** Packs a tree in the loops' layout. The gain of its splits is unknown, so importances are 0. */
function packed(tree: readonly Node[], codes: Int32Array, columns: number): Tree {
  const view = new DataView(new ArrayBuffer(tree.length * NODE_BYTES));
  tree.forEach(({ code, feature, threshold, right }, number) => {
    const at = number * NODE_BYTES;
    view.setFloat64(at, threshold, true);
    view.setInt32(at + 8, feature, true);
    view.setInt32(at + 12, feature < 0 ? codes[code]! : right, true);
  });
  const none = new Uint8Array(0);
  const nodes = new Uint8Array(view.buffer);
  return { nodes, counts: new Float32Array(0), importances: new Float64Array(columns), bag: none };
}

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
  return Forest.load({ name: "RFClassifier", baseModel } as unknown as Parameters<typeof Forest.load>[0]);
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

/** The smallest number greater than `value`. */
export function nextUp(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 ? 1n : -1n));
  return view.getFloat64(0);
}

/** The largest number less than `value`. */
export const nextDown = (value: number): number => -nextUp(-value);
