import { createHash } from "node:crypto";
import type * as TypeScript from "typescript";
import type { SoundPrograms } from "./soundPrograms.ts";

/**
 * Type-checks the sources that cells import once. tslab checks all sources that a cell reaches, directly or indirectly, again for every
 * cell, which took nine tenths of a notebook's compilation. Here a file without errors isn't checked again until any such file changes
 * or is deleted; then all are checked again. (A file with errors is always checked again.) Programs without any errors are remembered
 * for later processes.
 */
export class CheckedSources {
  readonly #ts: typeof TypeScript;
  /** The version of each file without errors. */
  readonly #sound = new Map<string, string>();

  readonly #remembered: SoundPrograms;

  constructor(ts: typeof TypeScript, remembered: SoundPrograms) {
    this.#ts = ts;
    this.#remembered = remembered;
  }

  /** The syntax and type errors of source files. */
  check(program: TypeScript.Program, files: readonly TypeScript.SourceFile[]): TypeScript.Diagnostic[] {
    for (const [name, version] of this.#sound) {
      if (this.#isAsItWas(program, name, version)) continue;
      this.#sound.clear();
      break;
    }
    const unchecked = files.filter((file) => this.#sound.get(file.fileName) !== versionOf(file));
    if (unchecked.length === 0) return [];
    const digest = this.#digest(program, files);
    const isKnown = this.#remembered.has(digest);
    const problems = unchecked.flatMap((file) => {
      const found = isKnown ? [] : [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
      if (found.length === 0) this.#sound.set(file.fileName, versionOf(file));
      return found;
    });
    if (problems.length === 0 && !isKnown) this.#remembered.add(digest);
    return problems;
  }

  /** Identifies these files and everything they depend on; excludes the cell's own file and the names of earlier cells. */
  #digest(program: TypeScript.Program, files: readonly TypeScript.SourceFile[]): string {
    const hash = createHash("sha256").update(`${this.#ts.version}\n${JSON.stringify(program.getCompilerOptions())}\n`);
    for (const { fileName } of files) hash.update(`${fileName}\n`);
    for (const file of program.getSourceFiles()) {
      if (!/\/__(tslab|prev)__\.(d\.)?ts$/.test(file.fileName)) hash.update(`${file.fileName} ${versionOf(file)}\n`);
    }
    return hash.digest("hex");
  }

  #isAsItWas(program: TypeScript.Program, name: string, version: string): boolean {
    const file = program.getSourceFile(name);
    // Currently no cell may need this file, but a later one might.
    return file ? versionOf(file) === version : this.#ts.sys.fileExists(name);
  }
}

/** What TypeScript uses to distinguish versions of a watched file. */
function versionOf(file: TypeScript.SourceFile): string {
  return (file as unknown as { version: string }).version;
}
