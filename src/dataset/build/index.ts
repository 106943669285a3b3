export { buildFma, type FmaOptions } from "./buildFma.ts";
export { buildOwn } from "./buildOwn.ts";
export { FMA_SETS } from "./locateFma.ts";
export { labelsFrom, labelsFromFolders } from "./labelsFrom.ts";
