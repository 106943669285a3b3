import { rmSync } from "node:fs";
import { join } from "node:path";

/** What a run of notebooks keeps for the next: compiled code and the programs whose types are sound, and the model trained on the sample. */
const KEPT = ["node_modules/.cache/notebook-compiler", ".cache/hearing.model"];

/** Removes what earlier runs kept. All of it is made anew by the next run, and none of it is needed by one that goes on. */
export function forgetCaches(root: string): void {
  for (const path of KEPT) rmSync(join(root, path), { recursive: true, force: true });
}
