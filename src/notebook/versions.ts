import { createRequire } from "node:module";

/**
 * The software that computed the figures, in one line.
 * @example
 * import { versions } from "../src/notebook/index.ts";
 * versions(); // => "Node …"
 */
export function versions(): string {
  const require = createRequire(import.meta.url);
  const version = (name: string): string => (require(`${name}/package.json`) as { version: string }).version;
  return `Node ${process.versions.node}, tslab ${version("tslab")}, TypeScript ${version("typescript")}`;
}
