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
export { extendMemory, sharedMemory, type WasmMemory, type WasmModule, webAssembly } from "./sharedMemory.ts";
