/** The name of what an interrupted cell throws, as its `error` output has it. */
export const INTERRUPT_ERROR = "InterruptError";

/** Thrown by a cell that was interrupted. */
export class InterruptError extends Error {
  override readonly name = INTERRUPT_ERROR;

  constructor() {
    super("the cell was interrupted");
    // The line where the interrupt arrived is not to blame.
    this.stack = `${this.name}: ${this.message}`;
  }
}
