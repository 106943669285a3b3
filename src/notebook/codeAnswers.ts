import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join, resolve } from "node:path";
import type * as TypeScript from "typescript";

/** The name of a module typed so far, at the end of an import, an export or a call that loads a module. */
const SPECIFIER = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(["'])([^"'\n]*)$/;
const SOURCE = /\.(?:ts|tsx|mts|cts|js|mjs|cjs|json)$/;

/**
 * Completes the name of an imported module: files and folders relative to the notebook's folder, or else the project's packages and
 * Node's modules. Undefined if the cursor isn't in such a name.
 * @param root the project's root, whose `package.json` lists the packages
 * @param directory the notebook's folder
 */
export function completeImport(code: string, offset: number, root: string, directory: string): Completion | undefined {
  const written = SPECIFIER.exec(code.slice(0, offset))?.[2];
  if (written === undefined) return undefined;
  const complete = (start: number, names: readonly string[], kind: string): Completion => {
    const typed = code.slice(start, offset);
    const matches = names.filter((name) => name.startsWith(typed)).map((text) => ({ text, kind }));
    return { start, end: offset, matches };
  };
  if (!written.startsWith(".")) return complete(offset - written.length, modules(root), "module");
  const slash = written.lastIndexOf("/");
  if (slash < 0) return complete(offset - written.length, ["./", "../"], "folder");
  return complete(offset - written.length + slash + 1, entries(resolve(directory, written.slice(0, slash))), "file");
}

/** Folders, with a trailing slash, and files that can be imported. */
function entries(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.name.startsWith(".") && (entry.isDirectory() || SOURCE.test(entry.name)))
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
      .sort();
  } catch {
    // The folder doesn't exist yet.
    return [];
  }
}

function modules(root: string): string[] {
  const builtin = builtinModules.filter((name) => !name.startsWith("_")).map((name) => `node:${name}`);
  return [...packages(root), ...builtin].sort();
}

function packages(root: string): string[] {
  try {
    const file = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, object | undefined>;
    const names = Object.keys({ ...file.dependencies, ...file.devDependencies });
    return names.filter((name) => !name.startsWith("@types/"));
  } catch {
    // A folder of notebooks that isn't a package, or a package.json that is just being edited.
    return [];
  }
}

/** Completions of code: each match replaces the code from `start` to `end`. */
export interface Completion {
  readonly start: number;
  readonly end: number;
  /** The most likely first; `kind` is TypeScript's term for what it is, such as `method`. */
  readonly matches: readonly { readonly text: string; readonly kind: string }[];
}

/** What is known about a name. */
export interface Inspection {
  /** Its declaration, in TypeScript. */
  readonly declaration: string;
  /** Its documentation in Markdown; empty if there is none. */
  readonly documentation: string;
}

/** Whether a cell is ready to run, or how the next line should be indented; `invalid` if no further line can make it valid. */
export type Completeness =
  { readonly status: "complete" | "invalid" } | { readonly status: "incomplete"; readonly indent: string };

/** TypeScript's code for an unterminated string. */
const UNTERMINATED_STRING = 1002;

/**
 * Whether a cell is ready to run. What TypeScript reports missing at its end, such as the end of a template, may still be typed; other
 * errors won't be fixed by typing on. Two empty lines run it in any case.
 */
export function codeCompleteness(ts: typeof TypeScript, code: string): Completeness {
  if (/(^|\n)\s*\n\s*$/.test(code)) return { status: "complete" };
  const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.Latest);
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: readonly TypeScript.DiagnosticWithLocation[] };
  const [first] = parseDiagnostics;
  if (!first) return { status: "complete" };
  const isString = first.code === UNTERMINATED_STRING;
  if (first.start < code.trimEnd().length || isString) return { status: "invalid" };
  const lastLine = code.slice(code.lastIndexOf("\n") + 1);
  const [indent] = /^\s*/.exec(lastLine)!;
  return { status: "incomplete", indent: /[{([]\s*$/.test(lastLine) ? `${indent}  ` : indent };
}

/**
 * Where to look for what the reader asks about, most likely first: the name at the cursor, the name that ends there, and the function
 * whose arguments contain the cursor.
 */
export function inspectionOffsets(code: string, offset: number): number[] {
  const offsets = [offset];
  if (offset > 0) offsets.push(offset - 1);
  const called = endOfCalled(code, offset);
  if (called !== undefined) offsets.push(called);
  return offsets.filter((at) => isName(code[at]));
}

/** The last character before the innermost parenthesis that is open at `offset`. */
function endOfCalled(code: string, offset: number): number | undefined {
  let depth = 0;
  for (let i = offset - 1; i >= 0; i--) {
    const character = code[i]!;
    if (character === ")") depth++;
    if (character !== "(" || depth-- > 0) continue;
    const before = code.slice(0, i).replace(/(?:<[^<>()]*>)?\s*$/, "");
    return before.length - 1;
  }
  return undefined;
}

function isName(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_$]/u.test(character);
}
