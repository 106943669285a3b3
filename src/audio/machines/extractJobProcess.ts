/** Runs in a separate process for each of a worker's concurrent jobs, so that a file that crashes it crashes nothing else. */
import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { type SandboxedJob, WaitingError } from "bullmq";
import { AudioError } from "../audioError.ts";
import { network } from "../musicnn/hear.ts";
import { printable } from "../printable.ts";
import { extractClip } from "../table/extractClip.ts";
import { journalRows, kindOfRows } from "../table/journal.ts";
import { type ExtractJob, type ExtractResult, type Unfit, watched } from "./extractJob.ts";

/**
 * Computes the rows of one file. A job that fails for reasons other than its file is given back, and the worker is told why.
 * @throws AudioError if the file can't be read, one line that names it
 */
export default async function extractJob(job: SandboxedJob<ExtractJob>, token?: string): Promise<ExtractResult> {
  const { file, settings } = job.data;
  const unfit = unfitFor(job.data);
  if (unfit !== undefined) {
    await job.updateProgress({ unfit } satisfies Unfit);
    await job.moveToWait(token);
    throw new WaitingError();
  }
  const size = file.place || file.address ? undefined : statSync(file.path, { throwIfNoEntry: false })?.size;
  if (size !== undefined && size !== file.bytes) {
    throw new AudioError(
      `${printable(file.path)}: it has ${size} bytes for a worker, ${file.bytes} where the work is given out`,
    );
  }
  return watched(job.data.limit, async () => journalRows(await extractClip(file, settings)));
}

/** Why this machine can't do a job, or any like it. */
function unfitFor({ kind, settings, file }: ExtractJob): string | undefined {
  if (kindOfRows(settings) !== kind) {
    return `the work is for ${kind}, and this version of the project does ${kindOfRows(settings)}: install the same one everywhere`;
  }
  const folder = dirname(file.path);
  if (!file.address && !existsSync(folder)) {
    return `there is no folder ${printable(folder)} here: a worker must see the files at the same place as who gives out the work`;
  }
  try {
    if (settings.features !== undefined && settings.features !== "report") network();
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}
