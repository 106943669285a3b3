import { readFile } from "node:fs/promises";
import type { TableCache } from "./cache/tableCache.ts";
import { drawReplica, type ReplicaOptions, type ReplicaTables } from "./replica.ts";
import { parseReplicaModel } from "./replica/replicaModel.ts";
import { TableError } from "./tableError.ts";

/**
 * Draws the replica from the statistics in a file.
 * @param cache where replicas are kept that were drawn before; by default it is drawn anew
 * @throws TableError where the file can't be read or isn't what it should be
 */
export async function readReplica(
  path: string,
  options: ReplicaOptions = {},
  cache?: TableCache,
): Promise<ReplicaTables> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    const problem = error.code === "ENOENT" ? "no such file" : `can't be read: ${error.message}`;
    throw new TableError({ path }, `${problem}; npm run replica:fit makes it`);
  });
  const entry = cache?.entry("replica", text, JSON.stringify(options));
  const kept = entry?.load(path);
  if (kept) return { clips: kept[0]!, segments: kept[1]! };
  const tables = drawReplica(parseReplicaModel(path, text), options, path);
  entry?.store(path, [tables.clips, tables.segments]);
  return tables;
}
