import type { RandomForestClassifier as Forest } from "ml-random-forest";
import { NODE_BYTES, type Tree } from "../loops/forestWork.ts";
import { nextDown } from "./nextFloat.ts";
import type { MlNode } from "./mlNode.ts";

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
