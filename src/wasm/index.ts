export { BUILD_COMMAND } from "./loopFiles.ts";
export { loopsModule, loadLoops, startLoops } from "./loadLoops.ts";
export {
  endIdleWorkers,
  type LimitedOptions,
  type ParallelOptions,
  ParallelSession,
  type ParallelWork,
  runParallel,
  type TaskLimit,
  threadCount,
} from "./pool.ts";
export { extendMemory, sharedMemory } from "./sharedMemory.ts";
export { type WasmMemory, type WasmModule, webAssembly } from "./webAssembly.ts";
