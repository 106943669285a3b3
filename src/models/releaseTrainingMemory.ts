import { endIdleWorkers } from "../wasm/index.ts";

/**
 * Lets go of what training leaves behind, a hundred megabytes of shared memory that the engine doesn't count: idle threads hold it as well,
 * and are ended; the rest goes where the engine lets itself be asked, as under `npm run serve` (`--expose-gc`).
 * @example
 * import { KNeighborsClassifier, releaseTrainingMemory } from "../src/models/index.ts";
 * const classifier = new KNeighborsClassifier({ nNeighbors: 1 });
 * await classifier.train({ data: Float64Array.of(90, 150), rows: 2, columns: 1 }, ["Folk", "Rock"]);
 * await releaseTrainingMemory();
 */
export async function releaseTrainingMemory(): Promise<void> {
  await endIdleWorkers();
  globalThis.gc?.();
}
