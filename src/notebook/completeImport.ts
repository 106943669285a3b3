import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join, resolve } from "node:path";
import type { Completion } from "./codeAnswers.ts";

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
