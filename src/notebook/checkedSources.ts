import { createHash } from "node:crypto";
import type * as TypeScript from "typescript";
import { ImportGraph } from "./importGraph.ts";
import { readFileSync } from "node:fs";
import { writeFileAtomic } from "../ground/index.ts";

/**
 * Type-checks the sources that cells import once. tslab checks all sources that a cell reaches, directly or indirectly, again for every
 * cell, which took nine tenths of a notebook's compilation. Here a file without errors isn't checked again until any such file changes
 * or is deleted; then all are checked again. (A file with errors is always checked again.) Files without errors, and programs of nothing
 * else, are remembered for later processes, and for those of other notebooks that import the same.
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
    const known = this.#remembered.read();
    const whole = this.#digest(program, ["whole", ...files.map(({ fileName }) => fileName)], program.getSourceFiles());
    const digestOf = known.has(whole) ? () => whole : this.#digests(program);
    const sound: string[] = [];
    const problems = unchecked.flatMap((file) => {
      const digest = digestOf(file);
      const found = known.has(digest)
        ? []
        : [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
      if (found.length > 0) return found;
      this.#sound.set(file.fileName, versionOf(file));
      sound.push(digest);
      return [];
    });
    if (problems.length === 0) sound.push(whole);
    const fresh = sound.filter((digest) => !known.has(digest));
    if (fresh.length > 0) this.#remembered.add(fresh);
    return problems;
  }

  /** Identifies each file by itself with everything its check depends on: what it imports, and all that applies everywhere. */
  #digests(program: TypeScript.Program): (file: TypeScript.SourceFile) => string {
    const graph = new ImportGraph(program);
    const everywhere = program.getSourceFiles().filter((file) => !isOfCells(file) && this.#appliesEverywhere(file));
    const environment = this.#digest(program, [], graph.reachedFrom(everywhere));
    return (file) => this.#digest(program, [environment], graph.reachedFrom([file]));
  }

  /** Whether a file declares something that others see without importing it. */
  #appliesEverywhere(file: TypeScript.SourceFile): boolean {
    const { moduleAugmentations = [] } = file as unknown as { moduleAugmentations?: readonly unknown[] };
    return !this.#ts.isExternalModule(file) || moduleAugmentations.length > 0;
  }

  /** Identifies files under the compiler's options; excludes the cell's own file and the names of earlier cells. */
  #digest(program: TypeScript.Program, names: readonly string[], files: Iterable<TypeScript.SourceFile>): string {
    const hash = createHash("sha256").update(`${this.#ts.version}\n${JSON.stringify(program.getCompilerOptions())}\n`);
    for (const name of names) hash.update(`${name}\n`);
    for (const file of files) if (!isOfCells(file)) hash.update(`${file.fileName} ${versionOf(file)}\n`);
    return hash.digest("hex");
  }

  #isAsItWas(program: TypeScript.Program, name: string, version: string): boolean {
    const file = program.getSourceFile(name);
    // Currently no cell may need this file, but a later one might.
    return file ? versionOf(file) === version : this.#ts.sys.fileExists(name);
  }
}

function isOfCells({ fileName }: TypeScript.SourceFile): boolean {
  return /\/__(tslab|prev)__\.(d\.)?ts$/.test(fileName);
}

/** What TypeScript uses to distinguish versions of a watched file. */
function versionOf(file: TypeScript.SourceFile): string {
  return (file as unknown as { version: string }).version;
}

/** How many are remembered: each source that notebooks import, each of their programs, and so again after an edit. */
const MOST = 4000;

/**
 * The sources and programs that earlier processes found free of errors, each as a digest of all files that matter, newest last. Checking the
 * sources that a notebook imports takes seconds, and gives the same result until one of them changes. A file that can't be read or
 * written only costs that time.
 */
export class SoundPrograms {
  readonly #file: string;

  /** @param file where they are stored */
  constructor(file: string) {
    this.#file = file;
  }

  /** All that are remembered. */
  read(): Set<string> {
    try {
      return new Set(readFileSync(this.#file, "utf8").split("\n"));
    } catch {
      return new Set();
    }
  }

  add(digests: readonly string[]): void {
    try {
      writeFileAtomic(this.#file, [...this.read(), ...digests].slice(-MOST).join("\n"));
    } catch {
      // A read-only installation: the next process checks again.
    }
  }
}
