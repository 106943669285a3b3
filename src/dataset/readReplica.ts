import { readFile } from "node:fs/promises";
import { drawReplica, type ReplicaOptions, type ReplicaTables } from "./replica.ts";
import { parseReplicaModel } from "./replica/replicaModel.ts";
import { TableError } from "./tableError.ts";

/**
 * Draws the replica from the statistics in a file, in about a second.
 * @throws TableError if the file can't be read or isn't a replica model
 */
export async function readReplica(path: string, options: ReplicaOptions = {}): Promise<ReplicaTables> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    const problem = error.code === "ENOENT" ? "no such file" : `can't be read: ${error.message}`;
    throw new TableError({ path }, `${problem}; npm run replica:fit makes it`);
  });
  return drawReplica(parseReplicaModel(path, text), options, path);
}
