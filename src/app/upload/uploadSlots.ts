import { Problem } from "../problem.ts";

const RETRY_SECONDS = 5;
/** So many visitors at least have to come together to take all slots. */
const VISITORS = 3;

/** Bounds how many uploads are in the service at the same time, received, waiting or analysed; of one visitor a share of them. */
export class UploadSlots {
  readonly #most: number;
  readonly #share: number;
  readonly #taken = new Map<string, number>();
  #inUse = 0;

  constructor(most: number) {
    this.#most = most;
    this.#share = Math.ceil(most / VISITORS);
  }

  /** How many slots are taken. */
  get inUse(): number {
    return this.#inUse;
  }

  /**
   * Does something with a slot, which is free again when it is done.
   * @throws Problem 503 at once where none is free, 429 where the visitor has as many as may be
   */
  async use<T>(visitor: string, work: () => Promise<T>): Promise<T> {
    const own = this.#taken.get(visitor) ?? 0;
    if (this.#inUse >= this.#most) {
      throw busy(503, `${this.#most} files are being received or analysed, which is as many as can be`);
    }
    if (own >= this.#share) throw busy(429, `${own} of your files are being received or analysed`);
    this.#taken.set(visitor, own + 1);
    this.#inUse++;
    try {
      return await work();
    } finally {
      this.#inUse--;
      const left = this.#taken.get(visitor)! - 1;
      if (left > 0) this.#taken.set(visitor, left);
      else this.#taken.delete(visitor);
    }
  }
}

function busy(status: number, why: string): Problem {
  return new Problem(status, "Too many files at once", `${why}; try again in ${RETRY_SECONDS} seconds.`, {
    "retry-after": String(RETRY_SECONDS),
    connection: "close",
  });
}
