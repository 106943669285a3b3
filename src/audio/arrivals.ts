/** Bytes a second below which a server is given up: a file of 1 MB would take a quarter of an hour. */
const LEAST_RATE = 1000;
/** Over so many milliseconds. */
const WINDOW = 60_000;

/**
 * Watches what arrives from a server: one that is silent, or sends a byte now and then for ever, is not waited for.
 * @example
 * import { Arrivals } from "../src/audio/index.ts";
 * const arrivals = new Arrivals(() => console.log("given up"));
 * arrivals.add(65_536);
 * arrivals.problem; // => undefined
 * arrivals.end();
 */
export class Arrivals {
  readonly #clock: NodeJS.Timeout;
  readonly #silence: NodeJS.Timeout;
  #bytes = 0;
  #last = 0;
  #problem: "silent" | "slow" | undefined;

  /**
   * @param giveUp called once when nothing has arrived for the whole of `window`, or too little
   * @param window milliseconds
   */
  constructor(giveUp: () => void, window = WINDOW) {
    const end = (problem: "silent" | "slow"): void => {
      this.end();
      this.#problem = problem;
      giveUp();
    };
    this.#silence = setTimeout(() => end("silent"), window);
    this.#clock = setInterval(() => {
      // What has fallen silent is not slow.
      const flows = performance.now() - this.#last < window / 2;
      if (flows && this.#bytes < (LEAST_RATE * window) / 1000) end("slow");
      this.#bytes = 0;
    }, window);
  }

  /** Takes note of bytes that have arrived. */
  add(bytes: number): void {
    this.#bytes += bytes;
    this.#last = performance.now();
    this.#silence.refresh();
  }

  /** Why the server was given up; undefined if it was not. */
  get problem(): "silent" | "slow" | undefined {
    return this.#problem;
  }

  /** Ends the watch. */
  end(): void {
    clearTimeout(this.#silence);
    clearInterval(this.#clock);
  }
}

/** How slow a server is that was given up for it. */
export const TOO_SLOW = `the server sends less than ${LEAST_RATE / 1000} kB a second`;
