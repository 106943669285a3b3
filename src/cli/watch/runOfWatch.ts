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

/** Waits for an order from the watching process, and ends this one with it. */
export async function receiveOrder(): Promise<RunOrder> {
  const [order] = (await once(process, "message")) as [RunOrder];
  process.on("disconnect", () => process.exit());
  // The open channel no longer keeps the process alive.
  process.channel?.unref();
  return order;
}

/** Says what the run has come to. */
export async function report(published: RunReport): Promise<void> {
  await new Promise((resolve) => process.send!(published, resolve));
}
