import type * as TypeScript from "typescript";

/**
 * The types of the sources that cells import, checked once. tslab checks all sources that a cell reaches, directly or through others,
 * again for every cell; that took nine tenths of a notebook's compilation. A file that was found sound stays so until
 * one of the files found sound changes or is deleted: then all are looked at again. (A file with problems is always looked at again.)
 */
export class CheckedSources {
  readonly #ts: typeof TypeScript;
  /** The version of each file that is sound. */
  readonly #sound = new Map<string, string>();

  constructor(ts: typeof TypeScript) {
    this.#ts = ts;
  }

  /** The syntax and type errors of source files. */
  check(program: TypeScript.Program, files: readonly TypeScript.SourceFile[]): TypeScript.Diagnostic[] {
    for (const [name, version] of this.#sound) {
      if (this.#isAsItWas(program, name, version)) continue;
      this.#sound.clear();
      break;
    }
    return files
      .filter((file) => this.#sound.get(file.fileName) !== versionOf(file))
      .flatMap((file) => {
        const problems = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
        if (problems.length === 0) this.#sound.set(file.fileName, versionOf(file));
        return problems;
      });
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
