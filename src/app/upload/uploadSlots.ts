import { Problem } from "../problem.ts";

const RETRY_SECONDS = 5;

/** Bounds how many uploads are received and analysed at the same time. */
export class UploadSlots {
  readonly #most: number;
  #taken = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /**
   * Does something with a slot, which is free again when it is done.
   * @throws Problem 503 at once where none is free
   */
  async use<T>(work: () => Promise<T>): Promise<T> {
    if (this.#taken >= this.#most) {
      throw new Problem(
        503,
        "Too many files at once",
        `${this.#most} files are being analysed, which is as many as can be; try again in ${RETRY_SECONDS} seconds.`,
        { "retry-after": String(RETRY_SECONDS), connection: "close" },
      );
    }
    this.#taken++;
    try {
      return await work();
    } finally {
      this.#taken--;
    }
  }
}
