/** The kernel `src/wasm/assembly/table.ts`; all arguments but the counts are addresses. */
export interface TableKernel {
  usePowers(table: number): void;
  scanNumbers(start: number, count: number, values: number, endAt: number): number;
  scanRows(
    start: number,
    end: number,
    kinds: number,
    columns: number,
    values: number,
    texts: number,
    origin: number,
    maxRows: number,
    endAt: number,
  ): number;
}
