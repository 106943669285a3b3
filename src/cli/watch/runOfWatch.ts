import { once } from "node:events";
import type { PublishedNotebook } from "../../notebook/index.ts";

/** What a run of `--watch` is to do. */
export interface RunOrder {
  /** The notebooks to run. */
  readonly paths: readonly string[];
  /** What the others came to before. */
  readonly earlier: readonly PublishedNotebook[];
}

/** What it has come to: all notebooks. */
export type RunReport = readonly PublishedNotebook[];

/** Waits for the order of the process that watches; this one ends with it. */
export async function receiveOrder(): Promise<RunOrder> {
  const [order] = (await once(process, "message")) as [RunOrder];
  process.on("disconnect", () => process.exit());
  // That it could hear more keeps it from ending no longer.
  process.channel?.unref();
  return order;
}

/** Says what the run has come to. */
export async function report(published: RunReport): Promise<void> {
  await new Promise((resolve) => process.send!(published, resolve));
}
