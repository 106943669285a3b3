import { createHash } from "node:crypto";
import type * as TypeScript from "typescript";
import type { SoundPrograms } from "./soundPrograms.ts";

/**
 * The types of the sources that cells import, checked once. tslab checks all sources that a cell reaches, directly or through others,
 * again for every cell; that took nine tenths of a notebook's compilation. A file that was found sound stays so until
 * one of the files found sound changes or is deleted: then all are looked at again. (A file with problems is always looked at again.) What was found sound as a
 * whole is remembered for later processes.
 */
export class CheckedSources {
  readonly #ts: typeof TypeScript;
  /** The version of each file that is sound. */
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

  /** Tells these files with all that they rest on from any other: the cell's own file and its earlier names are no part of it. */
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
    // No cell may need it any more, until one does.
    return file ? versionOf(file) === version : this.#ts.sys.fileExists(name);
  }
}

/** What TypeScript tells one text of a watched file from another by. */
function versionOf(file: TypeScript.SourceFile): string {
  return (file as unknown as { version: string }).version;
}
