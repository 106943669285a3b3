/** Scans decimal numbers in bytes; they come out rounded exactly as `Number()` rounds. */
export interface FieldScanner {
  /** Where the fields scanned last ended: at the comma or line end behind them. */
  end: number;
  /**
   * Scans up to `count` numbers with commas between them, from `start`, into `values` from `slot`. Stops before a field that it
   * declines, and at a line's end. Look at `end` afterwards.
   * @returns how many were scanned; all are finite
   */
  scan(start: number, count: number, values: Float64Array, slot: number): number;
}
