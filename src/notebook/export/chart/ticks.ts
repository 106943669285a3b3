/** The pixels that plotly allots to each number of an axis: more if numbers are side by side. */
const ROOM = { x: 80, y: 40 } as const;

/** The step between numbers on an axis of this many pixels: 1, 2 or 5 times a power of ten, as plotly chooses it. */
export function tickStep(span: number, pixels: number, letter: "x" | "y", count: number | undefined): number {
  const wanted = count ?? Math.min(Math.max(pixels / ROOM[letter], 4), 9) + 1;
  const rough = span / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * [1, 2, 5, 10].find((factor) => factor >= rough / power - 1e-9)!;
}

/** The multiples of a step, counted from `start`, that lie on an axis. */
export function multiples(low: number, high: number, step: number, start = 0): number[] {
  const slack = step * 1e-6;
  const first = Math.ceil((low - start - slack) / step);
  const last = Math.floor((high - start + slack) / step);
  // A wrong step must not exhaust memory.
  if (!(last - first < 1000)) return [];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    Number((start + (first + i) * step).toPrecision(12)),
  );
}

/** Round values on a log axis whose ends are given as exponents of ten: 1, 10, 100 or, if those are too few, 1, 2, 5. */
export function logTicks(low: number, high: number, pixels: number, letter: "x" | "y"): number[] {
  // Wider than the whole range of numbers.
  if (!(high - low < 700)) return [];
  const factors = high - low > 3 ? [1] : [1, 2, 5];
  const skip = Math.max(1, Math.ceil((high - low) / Math.max(2, pixels / ROOM[letter] / factors.length / 0.7)));
  const values: number[] = [];
  for (let power = Math.floor(low); power <= high; power++) {
    if (factors.length === 1 && power % skip !== 0) continue;
    for (const factor of factors) values.push(Number((factor * 10 ** power).toPrecision(6)));
  }
  const within = values.filter((value) => Math.log10(value) >= low - 1e-9 && Math.log10(value) <= high + 1e-9);
  if (within.length > 1) return within;
  const [from, to] = [10 ** low, 10 ** high];
  return multiples(from, to, tickStep(to - from, pixels, letter, undefined)).filter((value) => value > 0);
}
