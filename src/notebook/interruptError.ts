/** The name of what an interrupted cell throws, as its `error` output carries it. */
export const INTERRUPT_ERROR = "InterruptError";

/** What a cell throws that was told to stop. */
export class InterruptError extends Error {
  override readonly name = INTERRUPT_ERROR;

  constructor() {
    super("the cell was interrupted");
    // Where it was when it was told is no fault of that line.
    this.stack = `${this.name}: ${this.message}`;
  }
}
