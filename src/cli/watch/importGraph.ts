import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { dirname, extname, resolve } from "node:path";

/** Text in code that may name a file by its path relative to this one: in an import, a `require`, or a URL of a thread's program. */
const RELATIVE = /["'`](\.{1,2}\/[^"'`\n$]+)["'`]/g;
const CODE = new Set([".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", ".ipynb"]);

/**
 * Finds the files that a notebook or a program names, directly or indirectly, including itself. It follows every relative path that
 * leads to a file, whatever it is used for: one too many is better than one too few. Each file is read once for all calls.
 */
export function importGraph(): (entry: string) => Set<string> {
  const known = new Map<string, readonly string[]>();
  const namedBy = (path: string): readonly string[] => {
    const named = known.get(path) ?? filesNamedBy(path);
    known.set(path, named);
    return named;
  };
  return (entry) => {
    const reached = new Set([entry]);
    // A set goes on with what is added on the way.
    for (const path of reached) for (const named of namedBy(path)) reached.add(named);
    return reached;
  };
}

function filesNamedBy(path: string): string[] {
  if (!CODE.has(extname(path))) return [];
  const names = [...codeOf(path).matchAll(RELATIVE)].map(([, named]) => resolve(dirname(path), named!));
  return names.filter(isFile);
}

/**
 * The part of a file that a notebook depends on: of its own file, cells and tags without outputs; of any other program, or one that
 * can't be read as a notebook, everything; of a file that is no program, a digest.
 */
export function contentOf(path: string): string {
  const text = readText(path);
  // A table can be large; what it holds is never asked for.
  if (!CODE.has(extname(path))) return createHash("sha256").update(text).digest("hex");
  const cells = extname(path) === ".ipynb" ? cellsOf(text) : undefined;
  return cells
    ? JSON.stringify(cells.map(({ cell_type, source, metadata }) => [cell_type, source, metadata?.tags]))
    : text;
}

interface RawCell {
  readonly cell_type?: string;
  readonly source?: string | readonly string[];
  readonly metadata?: { readonly tags?: unknown };
}

function codeOf(path: string): string {
  const text = readText(path);
  if (extname(path) !== ".ipynb") return text;
  const code = (cellsOf(text) ?? []).filter(({ cell_type: type }) => type === "code");
  return code.map(({ source = "" }) => [source].flat().join("")).join("\n");
}

function cellsOf(text: string): readonly RawCell[] | undefined {
  try {
    const { cells } = JSON.parse(text) as { cells?: unknown };
    return Array.isArray(cells) ? (cells as RawCell[]) : undefined;
  } catch {
    return undefined;
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // It is being replaced, or is gone.
    return "";
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
