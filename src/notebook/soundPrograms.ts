import { readFileSync } from "node:fs";
import { writeFileAtomic } from "../ground/index.ts";

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
