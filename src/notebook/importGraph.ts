import type * as TypeScript from "typescript";

/** Which files of a program import which. */
export class ImportGraph {
  readonly #program: TypeScript.Program;
  readonly #imported = new Map<TypeScript.SourceFile, readonly TypeScript.SourceFile[]>();

  constructor(program: TypeScript.Program) {
    this.#program = program;
  }

  /** The files and all files that they reach through imports, in a fixed order. */
  reachedFrom(files: Iterable<TypeScript.SourceFile>): ReadonlySet<TypeScript.SourceFile> {
    const reached = new Set(files);
    // A set's iteration includes what is added meanwhile.
    for (const file of reached) for (const imported of this.#importsOf(file)) reached.add(imported);
    return reached;
  }

  #importsOf(file: TypeScript.SourceFile): readonly TypeScript.SourceFile[] {
    let imported = this.#imported.get(file);
    if (!imported) {
      const { imports = [] } = file as unknown as WithImports;
      imported = imports.flatMap((specifier) => this.#resolve(specifier, file) ?? []);
      this.#imported.set(file, imported);
    }
    return imported;
  }

  #resolve(specifier: TypeScript.StringLiteralLike, from: TypeScript.SourceFile): TypeScript.SourceFile | undefined {
    const program = this.#program as unknown as WithResolutions;
    const found = program.getResolvedModuleFromModuleSpecifier(specifier, from)?.resolvedModule;
    return found && this.#program.getSourceFile(found.resolvedFileName);
  }
}

interface WithImports {
  readonly imports?: readonly TypeScript.StringLiteralLike[];
}

interface WithResolutions {
  getResolvedModuleFromModuleSpecifier(
    specifier: TypeScript.StringLiteralLike,
    file: TypeScript.SourceFile,
  ): TypeScript.ResolvedModuleWithFailedLookupLocations | undefined;
}

/**
 * Creates programs that only know which files a file depends on. By default, programs also keep track of what an edit affects, and need
 * the symbol of every import of every file for that, twice per cell: a third of the compilation of a notebook.
 */
export function plainPrograms(ts: typeof TypeScript): TypeScript.CreateProgram<TypeScript.BuilderProgram> {
  return (roots, options, host, before, problems, references) => {
    const builder = ts.createAbstractBuilder(roots, options, host, before, problems, references);
    return { ...builder, getAllDependencies: (file) => namesOf(builder.getProgram(), file) };
  };
}

/** The names of a file and of all files that it reaches through imports. */
function namesOf(program: TypeScript.Program, file: TypeScript.SourceFile): string[] {
  return Array.from(new ImportGraph(program).reachedFrom([file]), ({ fileName }) => fileName);
}
