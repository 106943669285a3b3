import { endIdleWorkers } from "../wasm/index.ts";

/**
 * Frees what training leaves behind: about a hundred megabytes of shared memory that V8 doesn't count. Idle threads hold on to it, so
 * they are ended; the rest is freed if garbage collection can be requested, as under `npm run serve` (`--expose-gc`).
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
