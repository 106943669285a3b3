import { createRequire } from "node:module";

/**
 * Node's arguments for running a TypeScript file of ours. It starts with tsx's hook for CommonJS alone, at a third of what both
 * its hooks cost; a session adds the other when a cell first imports a source file.
 */
export function nodeArguments(file: string): string[] {
  const hook = createRequire(import.meta.url).resolve("tsx/cjs");
  return ["--eval", `require(${JSON.stringify(hook)}); require(process.argv[1]);`, "--", file];
}
