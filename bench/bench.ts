/** One measured comparison: medians of ours and of the peer in the same run, and ours / peer. */
export interface Measurement {
  readonly bench: string;
  readonly case: string;
  readonly ours: number;
  readonly peer: number | null;
  readonly ratio: number | null;
  readonly unit: string;
}

/** The default export of a file `bench/NAME.bench.ts`: measures, and reports each line as soon as it is available. */
export type Bench = (report: (line: Omit<Measurement, "bench" | "ratio">) => void) => Promise<void>;

/** The median of a list of numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Runs `work` `runs` times after `warmup` uncounted runs, and returns the median time in seconds. */
export async function medianSeconds(work: () => unknown, runs = 5, warmup = 1): Promise<number> {
  const seconds: number[] = [];
  for (let run = -warmup; run < runs; run++) {
    const begin = performance.now();
    await work();
    if (run >= 0) seconds.push((performance.now() - begin) / 1000);
  }
  return median(seconds);
}
