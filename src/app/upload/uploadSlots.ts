import { Problem } from "../problem.ts";

const RETRY_SECONDS = 5;
/** So many visitors at least have to come together to take all slots. */
const VISITORS = 3;

/** An upload that is under way. */
export interface Upload {
  /** Says how much of it is in memory by now. @throws Problem 503 where all uploads together hold more than may be */
  hold(bytes: number): void;
  /** Does something with the whole file, in a slot. @throws Problem 503 at once where none is free */
  analyse<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Bounds uploads: how many are analysed or wait for it, how much memory all of them hold, and how many of one visitor are under way.
 * A file that is still coming in takes no slot, so that those who send slowly keep nobody out.
 */
export class UploadSlots {
  readonly #most: number;
  readonly #mostBytes: number;
  readonly #share: number;
  readonly #ofVisitor = new Map<string, number>();
  #analysed = 0;
  #underWay = 0;
  #bytes = 0;

  /** @param most slots; together uploads may hold as many files of `megabytes` */
  constructor(most: number, megabytes: number) {
    this.#most = most;
    this.#mostBytes = most * megabytes * 1e6;
    this.#share = Math.ceil(most / VISITORS);
  }

  /** How many uploads are under way: received, waiting or analysed. */
  get underWay(): number {
    return this.#underWay;
  }

  /**
   * Lets an upload in.
   * @throws Problem 503 at once where no slot is free, 429 where the visitor has as many under way as may be
   */
  async receive<T>(visitor: string, work: (upload: Upload) => Promise<T>): Promise<T> {
    const own = this.#ofVisitor.get(visitor) ?? 0;
    this.#checkSlots();
    if (own >= this.#share) throw busy(429, `${own} of your files are being received or analysed`);
    this.#ofVisitor.set(visitor, own + 1);
    this.#underWay++;
    let held = 0;
    try {
      return await work({
        hold: (bytes) => {
          if (this.#bytes + bytes - held > this.#mostBytes) {
            throw busy(503, "The files that are being received are as large together as can be");
          }
          this.#bytes += bytes - held;
          held = bytes;
        },
        analyse: async (analysis) => {
          this.#checkSlots();
          this.#analysed++;
          try {
            return await analysis();
          } finally {
            this.#analysed--;
          }
        },
      });
    } finally {
      this.#bytes -= held;
      this.#underWay--;
      const left = this.#ofVisitor.get(visitor)! - 1;
      if (left > 0) this.#ofVisitor.set(visitor, left);
      else this.#ofVisitor.delete(visitor);
    }
  }

  #checkSlots(): void {
    if (this.#analysed < this.#most) return;
    throw busy(503, `${this.#most} files are being analysed, which is as many as can be`);
  }
}

function busy(status: number, why: string): Problem {
  return new Problem(status, "Too many files at once", `${why}; try again in ${RETRY_SECONDS} seconds.`, {
    "retry-after": String(RETRY_SECONDS),
    connection: "close",
  });
}
