import { loadLoops, sharedMemory, type WasmMemory } from "../../wasm/index.ts";
import { type ForestLoops, NODE_BYTES, TILE, type Tree } from "./forestWork.ts";

/** Where one tree lies, in bytes. */
export interface TreePlace {
  readonly nodes: number;
  readonly counts: number;
  readonly bag: number;
}

/** A forest's trees in one shared memory, in the form in which they predict. */
export class PlacedTrees {
  readonly memory: WasmMemory;
  readonly places: readonly TreePlace[];
  /** The first byte after them. */
  readonly end: number;
  readonly #views: { readonly nodes: Uint8Array; readonly counts: Float32Array; readonly bags: Uint8Array };
  readonly #sizes: readonly Record<"nodes" | "counts" | "bag", number>[];
  readonly #importances: readonly Float64Array[];

  constructor(trees: readonly Tree[]) {
    this.#sizes = trees.map(({ nodes, counts, bag }) => ({
      nodes: nodes.length,
      counts: counts.length,
      bag: bag.length,
    }));
    this.#importances = trees.map(({ importances }) => importances);
    const total = (part: "nodes" | "counts" | "bag"): number => this.#sizes.reduce((sum, size) => sum + size[part], 0);
    const { memory, offsets, views, end } = sharedMemory({
      nodes: ["u8", total("nodes")],
      counts: ["f32", total("counts")],
      bags: ["u8", total("bag")],
    });
    const loops = loadLoops<ForestLoops>("forest", memory);
    let node = 0;
    let count = 0;
    let bag = 0;
    this.places = trees.map((tree) => {
      views.nodes.set(tree.nodes, node);
      loops.prepareTree(offsets.nodes + node, tree.nodes.length / NODE_BYTES);
      views.counts.set(tree.counts, count);
      views.bags.set(tree.bag, bag);
      const place = { nodes: offsets.nodes + node, counts: offsets.counts + count * 4, bag: offsets.bags + bag };
      node += tree.nodes.length;
      count += tree.counts.length;
      bag += tree.bag.length;
      return place;
    });
    this.memory = memory;
    this.end = end;
    this.#views = views;
  }

  /** A copy of the trees as they were placed. All nodes lie in one buffer, one tree after another, and so do all counts. */
  copy(): Tree[] {
    const nodes = this.#views.nodes.slice();
    const counts = this.#views.counts.slice();
    const bags = this.#views.bags.slice();
    let node = 0;
    let count = 0;
    let bag = 0;
    return this.#sizes.map((size, tree) => ({
      nodes: asGrown(nodes.subarray(node, (node += size.nodes))),
      counts: counts.subarray(count, (count += size.counts)),
      importances: this.#importances[tree]!,
      bag: bags.subarray(bag, (bag += size.bag)),
    }));
  }
}

/** Undoes `prepareTree` of the loops, in place. */
function asGrown(nodes: Uint8Array): Uint8Array {
  const words = new Int32Array(nodes.buffer, nodes.byteOffset, nodes.length / 4);
  for (let at = 0; at < words.length; at += 4) {
    const last = words[at + 3]!;
    if (last < 0) {
      words[at + 3] = words[at]!;
      words[at] = words[at + 1] = 0;
      words[at + 2] = -1;
    } else {
      words[at + 2]! /= 8 * TILE;
      words[at + 3] = last / NODE_BYTES + at / 4 + 1;
    }
  }
  return nodes;
}
