import { readFileSync } from "node:fs";
import { writeFileAtomicSync } from "../ground/index.ts";

/** How many programs are remembered: a notebook is one, and so is each edit of a source that it imports. */
const MOST = 100;

/**
 * The programs whose sources earlier processes found free of errors, each as a digest of all its files, newest last. Checking the
 * sources that a notebook imports takes seconds, and gives the same result until one of them changes. A file that can't be read or
 * written only costs that time.
 */
export class SoundPrograms {
  readonly #file: string;

  /** @param file where they are stored */
  constructor(file: string) {
    this.#file = file;
  }

  has(digest: string): boolean {
    return this.#read().includes(digest);
  }

  add(digest: string): void {
    try {
      writeFileAtomicSync(this.#file, [...this.#read(), digest].slice(-MOST).join("\n"));
    } catch {
      // A read-only installation: the next process checks again.
    }
  }

  #read(): string[] {
    try {
      return readFileSync(this.#file, "utf8").split("\n");
    } catch {
      return [];
    }
  }
}
