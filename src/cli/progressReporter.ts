import { Presets, SingleBar } from "cli-progress";

/** Milliseconds between lines when there is no terminal. */
const LINE_INTERVAL = 5000;

/** Shows the progress of long-running work. */
export interface ProgressReporter {
  readonly update: (done: number, total: number) => void;
  readonly end: () => void;
}

/**
 * Progress with rate and time left: a bar on a terminal, otherwise an occasional plain line.
 * @param unit what is counted, in the plural
 */
export function progressReporter(unit: string, stream: NodeJS.WriteStream = process.stderr): ProgressReporter {
  const begin = performance.now();
  let first: number | undefined;
  const rateOf = (done: number): number =>
    (done - (first ?? done)) / Math.max(0.001, (performance.now() - begin) / 1000);
  if (stream.isTTY) {
    const format = `{bar} {value} of {total} ${unit} | {rate} a second | {eta_formatted} left`;
    const fitting = barFormat(format, { columns: stream.columns, most: 40, beside: 50 + unit.length });
    const bar = new SingleBar({ ...fitting, stream, etaBuffer: 50 }, Presets.shades_classic);
    return {
      update: (done, total) => {
        if (first === undefined) bar.start(total, done, { rate: "-" });
        first ??= done;
        bar.update(done, { rate: rateOf(done).toFixed(1) });
      },
      end: () => bar.stop(),
    };
  }
  let latest = -Infinity;
  return {
    update: (done, total) => {
      first ??= done;
      if (performance.now() - latest < LINE_INTERVAL) return;
      latest = performance.now();
      const rate = rateOf(done);
      const left = rate > 0 ? `, ${rate.toFixed(1)} a second, ${Math.ceil((total - done) / rate)} s left` : "";
      stream.write(`${done} of ${total} ${unit}${left}\n`);
    },
    end: () => undefined,
  };
}

/** A shorter bar says nothing. */
const LEAST = 6;

/**
 * The size of a progress bar and the line format for cli-progress. In a narrow terminal the bar shrinks so that the text beside it
 * stays readable.
 * @param columns the terminal's
 * @param most the bar's size if there is room
 * @param beside how many columns the rest of the line takes
 */
export function barFormat(
  format: string,
  {
    columns = 80,
    most,
    beside,
  }: { readonly columns?: number | undefined; readonly most: number; readonly beside: number },
): { readonly format: string; readonly barsize: number } {
  const barsize = Math.min(most, columns - beside - 1);
  return barsize < LEAST ? { format: format.replace("{bar} ", ""), barsize: 0 } : { format, barsize };
}
