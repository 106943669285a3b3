import { setTimeout as sleep } from "node:timers/promises";

/** How long is waited for anything, in ms: a machine that does other things too may need long. */
const PATIENCE = 5 * 60_000;

/**
 * Waits until something holds.
 * @param what is waited for, in words
 * @throws Error where it does not hold within five minutes
 */
export async function until(holds: () => boolean | Promise<boolean>, what = "something"): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${PATIENCE / 60_000} minutes for ${what}`);
    await sleep(20);
  }
}
