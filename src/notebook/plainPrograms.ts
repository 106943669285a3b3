import type * as TypeScript from "typescript";

/**
 * Creates programs that only know which files a file depends on. By default, programs also keep track of what an edit affects, and need
 * the symbol of every import of every file for that, twice per cell: a third of the compilation of a notebook.
 */
export function plainPrograms(ts: typeof TypeScript): TypeScript.CreateProgram<TypeScript.BuilderProgram> {
  return (roots, options, host, before, problems, references) => {
    const builder = ts.createAbstractBuilder(roots, options, host, before, problems, references);
    return { ...builder, getAllDependencies: (file) => dependenciesOf(builder.getProgram(), file) };
  };
}

/** The names of a file and of all files that it reaches through imports. */
function dependenciesOf(program: TypeScript.Program, from: TypeScript.SourceFile): string[] {
  const reached = new Set([from]);
  // A set's iteration includes what is added meanwhile.
  for (const file of reached) {
    for (const specifier of (file as unknown as WithImports).imports ?? []) {
      const found = (program as unknown as WithResolutions).getResolvedModuleFromModuleSpecifier(specifier, file);
      const imported = found?.resolvedModule && program.getSourceFile(found.resolvedModule.resolvedFileName);
      if (imported) reached.add(imported);
    }
  }
  return Array.from(reached, ({ fileName }) => fileName);
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
