import type * as TypeScript from "@tslab/typescript-for-tslab";

/**
 * The types of the sources that cells import, checked once. tslab checks all sources that a cell reaches, directly or through others,
 * again for every cell; that took nine tenths of a notebook's compilation. A file that was found sound stays so until
 * one of the files found sound changes or disappears: then all are looked at again. (A file with problems is always looked at again.)
 */
export class CheckedSources {
  readonly #sound = new Map<string, TypeScript.SourceFile>();

  /** The syntax and type errors of source files. */
  check(program: TypeScript.Program, files: readonly TypeScript.SourceFile[]): TypeScript.Diagnostic[] {
    for (const [name, file] of this.#sound) {
      if (program.getSourceFile(name) === file) continue;
      this.#sound.clear();
      break;
    }
    return files
      .filter((file) => this.#sound.get(file.fileName) !== file)
      .flatMap((file) => {
        const problems = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
        if (problems.length === 0) this.#sound.set(file.fileName, file);
        return problems;
      });
  }
}
