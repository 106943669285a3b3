import { readFileSync } from "node:fs";
import { z } from "zod";
import { AudioError } from "../audioError.ts";
import { manifestPath, type ShardManifest } from "../table/shardManifest.ts";

const lines = z.array(z.string());
const count = z.int().min(0);

const manifest: z.ZodType<ShardManifest> = z.object({
  shard: z.int().min(1),
  of: z.int().min(1),
  sha256: z.string(),
  settings: z.string(),
  kind: z.enum(["clips", "segments"]),
  total: count,
  list: z.string(),
  files: z.array(
    z.union([
      z.object({ name: z.string(), rows: count, bytes: count, damaged: lines.optional() }),
      z.object({ name: z.string(), skipped: z.string() }),
    ]),
  ),
  unlabelled: count,
  search: z.object({ skipped: lines, others: z.array(z.tuple([z.string(), count])) }),
});

/**
 * Reads the manifest beside a shard's table.
 * @throws AudioError, one line, if it is missing or something else
 */
export function readShardManifest(table: string): ShardManifest {
  const path = manifestPath(table);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ENOENT") throw cause;
    throw new AudioError(`${table}: ${path} is missing, which --shard writes beside it: bring both here`, { cause });
  }
  try {
    return manifest.parse(JSON.parse(text));
  } catch (cause) {
    throw new AudioError(`${path}: it is not as --shard writes it: extract this shard again`, { cause });
  }
}
