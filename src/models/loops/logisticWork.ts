import { type ParallelWork, startLoops, type WasmMemory, type WasmModule } from "../../wasm/index.ts";

/** The exports of `src/wasm/assembly/logistic.ts`, which explains their arguments. */
export interface LogisticLoops {
  scratchSize(width: number): number;
  lossAndGradient(
    source: number,
    rows: number,
    features: number,
    codes: number,
    weights: number,
    outputs: number,
    width: number,
    reference: number,
    scratch: number,
    gradient: number,
  ): number;
  probabilities(
    source: number,
    rows: number,
    features: number,
    weights: number,
    outputs: number,
    width: number,
    reference: number,
    scratch: number,
    target: number,
  ): void;
  addGram(source: number, rows: number, features: number, gram: number): void;
}

/** Where a fit's data is in memory. Each block of rows has its own gradient, so that sums don't depend on the number of threads. */
export interface LogisticFit {
  readonly module: WasmModule;
  readonly memory: WasmMemory;
  readonly rows: number;
  readonly features: number;
  readonly outputs: number;
  readonly width: number;
  readonly reference: boolean;
  /** Rows per block. */
  readonly chunk: number;
  readonly offsets: Readonly<Record<"X" | "codes" | "weights" | "gradients" | "grams" | "scratch", number>>;
}

/** What to compute for a block of rows: its products, or its loss and gradient. */
export interface LogisticTask {
  readonly kind: "gram" | "loss";
  readonly block: number;
}

/** A task returns the loss of its block. */
export const logisticWork: ParallelWork<LogisticFit, LogisticTask, number> = {
  moduleUrl: import.meta.url,
  name: "logisticWork",
  start: ({ module, memory, rows, features, outputs, width, reference, chunk, offsets }, lane) => {
    const loops = startLoops<LogisticLoops>(module, memory);
    const scratch = offsets.scratch + lane * loops.scratchSize(width);
    const size = (features + 1) * width;
    return ({ kind, block }) => {
      const first = block * chunk;
      const count = Math.min(chunk, rows - first);
      const source = offsets.X + first * features * 8;
      if (kind === "gram") {
        loops.addGram(source, count, features, offsets.grams + block * (features + 1) ** 2 * 8);
        return 0;
      }
      const gradient = offsets.gradients + block * size * 8;
      new Float64Array(memory.buffer, gradient, size).fill(0);
      const codes = offsets.codes + first * 4;
      const zero = Number(reference);
      const { weights } = offsets;
      return loops.lossAndGradient(source, count, features, codes, weights, outputs, width, zero, scratch, gradient);
    };
  },
};
