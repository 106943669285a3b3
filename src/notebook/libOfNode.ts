/**
 * TypeScript's declarations of what a Node's JavaScript has, as `lib` in its options. By V8's versions; what TypeScript 5.9 calls
 * `esnext` and Node 20 or 22 lacks is left out, so that a cell that type-checks also runs.
 * @param version Node's, such as `24.1.0`
 */
export function libOfNode(version: string): string[] {
  const major = Number.parseInt(version);
  const libs = ["es2023", "esnext.disposable", "esnext.decorators"];
  if (major >= 22) libs.push("es2024", "esnext.collection", "esnext.iterator", "esnext.array");
  if (major >= 24) libs.push("esnext.promise", "esnext.float16", "esnext.error", "esnext.sharedmemory");
  return libs.map((lib) => `lib.${lib}.d.ts`);
}
