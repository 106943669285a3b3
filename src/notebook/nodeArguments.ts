import { createRequire } from "node:module";

/**
 * Node's arguments for running one of our TypeScript files. It starts with only tsx's CommonJS hook, at a third of the cost of both its
 * hooks; a session adds the other when a cell first imports a source file.
 */
export function nodeArguments(file: string): string[] {
  const hook = createRequire(import.meta.url).resolve("tsx/cjs");
  return ["--eval", `require(${JSON.stringify(hook)}); require(process.argv[1]);`, "--", file];
}
