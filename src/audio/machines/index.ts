export { mergeShards } from "./mergeShards.ts";
