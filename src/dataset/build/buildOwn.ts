import { mkdirSync } from "node:fs";
import { findAudio, othersInWords } from "../../audio/index.ts";
import { buildTables, type TableNames } from "./buildTables.ts";
import type { FmaOptions } from "./buildFma.ts";
import { labelsFrom, labelsFromFolders } from "./labelsFrom.ts";

const TABLES: TableNames = { clips: "features_30s.csv", segments: "features_3s.csv" };

/**
 * Builds both tables from someone's own music: `features_30s.csv` and `features_3s.csv`, of the same tracks.
 * @param music a folder; its subfolders name the genres unless `labels` does
 * @param folder where to put the tables
 * @throws UserError or AudioError, one line that says what to do
 * @example
 * import { buildOwn } from "../src/dataset/index.ts";
 * // music/Folk/morning.wav, music/Rock/evening.wav
 * await buildOwn("music", "tables", { log: console.log });
 */
export async function buildOwn(
  music: string,
  folder: string,
  { labels, ...options }: Omit<FmaOptions, "from" | "trust" | "pause"> & { readonly labels?: string | undefined },
): Promise<void> {
  const { files, skipped, others } = findAudio([music]);
  const { labelOf, artistOf } = labels === undefined ? labelsFromFolders() : labelsFrom(labels, files);
  mkdirSync(folder, { recursive: true });
  const built = await buildTables(files, folder, {
    names: TABLES,
    leastSegments: 1,
    labelOf,
    artistOf,
    reencode: options.reencode,
    jobs: options.jobs,
    timeout: options.timeout,
    obtain: options.obtain,
    signal: options.signal,
    onProgress: (done, total) => options.onProgress?.("files", done, total),
  });
  built.finish();
  const leftOut = [...skipped, ...built.leftOut];
  for (const line of leftOut) options.log(`skipped ${line}`);
  for (const line of built.damaged) options.log(`damaged ${line}`);
  if (others.size > 0) options.log(othersInWords(others));
  const unlabelled = built.clips.filter((clip) => !labelOf(clip)).length;
  if (unlabelled > 0) options.log(`files without a genre, whose label is empty: ${unlabelled}`);
  const { rows } = built;
  options.log(`${folder}: ${rows.clips} clips and ${rows.segments} segments; skipped: ${leftOut.length}`);
}
