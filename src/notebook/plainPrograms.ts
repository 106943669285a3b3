import type * as TypeScript from "typescript";
import { ImportGraph } from "./importGraph.ts";

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
