export { mergeShards } from "./mergeShards.ts";
export { queueRows } from "./queueRows.ts";
export { runWorker } from "./runWorker.ts";
