import { Problem } from "../problem.ts";

const RETRY_SECONDS = 5;
/** At least this many visitors together are needed to take all slots. */
const VISITORS = 3;

/** An upload in progress. */
export interface Upload {
  /**
   * Reports how much of it is now in memory.
   * @throws Problem 503 if all uploads together exceed the memory limit
   */
  hold(bytes: number): void;
  /**
   * Processes the whole file in a slot.
   * @throws Problem 503 at once if none is free
   */
  analyse<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Limits uploads: how many are analysed or waiting, how much memory all of them take, and how many one visitor has in progress. A file
 * that is still arriving takes no slot, so slow senders don't block others.
 */
export class UploadSlots {
  readonly #most: number;
  readonly #mostBytes: number;
  readonly #share: number;
  readonly #ofVisitor = new Map<string, number>();
  #analysed = 0;
  #underWay = 0;
  #bytes = 0;

  /** @param most slots; together uploads may take as much memory as this many files of `megabytes` */
  constructor(most: number, megabytes: number) {
    this.#most = most;
    this.#mostBytes = most * megabytes * 1e6;
    this.#share = Math.ceil(most / VISITORS);
  }

  /** The number of uploads in progress: received, waiting or analysed. */
  get underWay(): number {
    return this.#underWay;
  }

  /**
   * Admits an upload.
   * @throws Problem 503 at once if no slot is free, 429 if the visitor already has the maximum in progress
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
