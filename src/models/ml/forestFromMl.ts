import type { RandomForestClassifier as Forest } from "ml-random-forest";
import { NODE_BYTES, type Tree } from "../loops/forestWork.ts";
import { nextDown } from "./nextFloat.ts";
import type { MlNode } from "./mlNode.ts";

/** What is used of the package's forest as it saves itself. */
interface ForestJSON {
  readonly baseModel: {
    /** The columns that each tree knows. */
    readonly indexes: readonly (readonly number[])[];
    readonly estimators: readonly { readonly root: MlNode }[];
  };
}

/** The trees of the package's forest before they are packed. */
export interface MlTrees {
  readonly columns: number;
  readonly classCount: number;
  /** The trees packed as ours, with `codes` for the numbers of the classes. */
  readonly pack: (codes: Int32Array) => Tree[];
}

/**
 * The trees of the package's forest. Each of its trees has one whole vote, and so has each leaf here.
 * @param columns how many columns it was trained on; a forest that was loaded only knows those it uses
 */
export function forestFromMl(forest: Forest, columns?: number): MlTrees {
  const { indexes, estimators } = (JSON.parse(JSON.stringify(forest)) as ForestJSON).baseModel;
  const used = Math.max(...indexes.flat()) + 1;
  // The package's types don't know what `train` keeps.
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

/** A node in the order of our trees: a leaf has a class, another node (whose class is -1) a split and a right child. */
interface Node {
  readonly code: number;
  readonly feature: number;
  readonly threshold: number;
  right: number;
}

/** The nodes of a tree, each before its left and then its right branch. */
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

/** Packs a tree as the kernel lays it out. What its splits were worth is not known: importances are 0. */
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
