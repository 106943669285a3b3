import { join, resolve } from "node:path";
import { isAddress } from "../audio/index.ts";
import { buildFma, buildOwn, FMA_SETS, type FmaOptions } from "../dataset/index.ts";
import { UserError } from "../ground/index.ts";
import { type ProgressReporter, progressReporter } from "./progressReporter.ts";
import { obtainFrom } from "./options.ts";
import { stoppable } from "./stoppable.ts";

/** The bit rate of the report's segments, each of which was re-encoded as MP3. */
const REPORT_KILOBITS = 128;

export interface BuildDataOptions {
  readonly from?: string;
  readonly labels?: string;
  readonly trust?: boolean;
  /** False to leave segments as they are, without re-encoding. */
  readonly reencode?: boolean;
  readonly jobs?: number;
  readonly timeout?: number;
  readonly queue?: string;
}

/**
 * `npm run data -- --build`: builds both tables from one of FMA's sets or from a folder of music.
 * @param what the set's name, or the folder
 * @param into the folder for the tables; for a set of FMA's, by default the project's `data`
 * @param base the folder that the user's paths are relative to
 */
export async function buildData(
  what: string,
  into: string | undefined,
  options: BuildDataOptions,
  root: string,
  base: string,
): Promise<void> {
  const { from, labels, trust, reencode = true, jobs, timeout, queue } = options;
  const set = FMA_SETS[what];
  if (set === undefined && from !== undefined)
    throw new UserError(`--from goes with ${Object.keys(FMA_SETS).join(", ")}`);
  if (set !== undefined && labels !== undefined) throw new UserError("--labels goes with a folder of your own music");
  if (set === undefined && into === undefined) {
    throw new UserError(
      `--build ${what}: name the folder for the tables (sets of FMA's: ${Object.keys(FMA_SETS).join(", ")})`,
    );
  }
  if (from !== undefined && /^[a-z][\w+.-]+:\/\//i.test(from) && !isAddress(from)) {
    throw new UserError(`--from ${from}: of addresses, those that begin with http:// or https:// are fetched`);
  }
  const obtain = await obtainFrom(queue, jobs);
  const progress = stepProgress();
  await stoppable(async (signal) => {
    const common: FmaOptions = { jobs, timeout, obtain, signal, log: progress.log, onProgress: progress.update };
    const folder = into === undefined ? join(root, "data") : resolve(base, into);
    if (set === undefined)
      await buildOwn(resolve(base, what), folder, { ...common, ...(labels && { labels: resolve(base, labels) }) });
    else {
      const place = from === undefined || isAddress(from) ? from : resolve(base, from);
      await buildFma(set, folder, { ...common, from: place, trust, reencode: reencode ? REPORT_KILOBITS : undefined });
    }
  }).finally(progress.end);
}

/** Progress of one step after another, with lines between them. */
function stepProgress(): {
  readonly log: (line: string) => void;
  readonly update: (unit: string, done: number, total: number) => void;
  readonly end: () => void;
} {
  let current: { readonly unit: string; readonly bar: ProgressReporter } | undefined;
  const end = (): void => {
    current?.bar.end();
    current = undefined;
  };
  return {
    log: (line) => {
      end();
      console.log(line);
    },
    update: (unit, done, total) => {
      if (current?.unit !== unit) end();
      current ??= { unit, bar: progressReporter(unit) };
      current.bar.update(done, total);
    },
    end,
  };
}
