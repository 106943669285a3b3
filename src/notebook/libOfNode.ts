/**
 * The TypeScript `lib` option that matches a Node version's JavaScript. What TypeScript 6.0 knows beyond it is left out, so that a cell
 * that type-checks also runs.
 * @param version Node's, such as `24.1.0`
 */
export function libOfNode(version: string): string[] {
  const major = Number.parseInt(version);
  const libs = ["esnext.disposable", "esnext.decorators"];
  if (major < 22) libs.push("es2023");
  else if (major < 24) libs.push("es2024", "es2025.collection", "es2025.iterator", "esnext.array");
  else libs.push("es2025", "esnext.array", "esnext.error", "esnext.sharedmemory");
  if (major >= 26) libs.push("esnext.typedarrays", "esnext.collection", "esnext.temporal", "esnext.date");
  return libs.map((lib) => `lib.${lib}.d.ts`);
}
