export type { IndexSection } from "./export/options.ts";
export { renderChart } from "./export/outputs/renderChart.ts";
export { hasTag } from "./cellsToRun.ts";
export {
  installKernel,
  KERNEL_NAME,
  prefixDataFolder,
  projectDataFolder,
  removeKernel,
  userDataFolder,
} from "./jupyter/installKernel.ts";
export type { Cell, JsonValue, Notebook } from "./nbformat.ts";
export { type CellProblem, NotebookChecker } from "./notebookChecker.ts";
export { ParameterText, type ParameterValue, parseParameterValue } from "./parameters.ts";
export {
  type PageHeader,
  type PublishedNotebook,
  type PublishEvent,
  publishNotebooks,
  versions,
} from "./publishNotebooks.ts";
export { readNotebook } from "./readNotebook.ts";
