import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { z } from "zod";
import { renameOver, writeProblem } from "../../ground/index.ts";
import { AudioError } from "../audioError.ts";
import { checkTablePlace } from "../table/checkTablePlace.ts";
import { type ExtractReport, nothingRead } from "../table/extractTable.ts";
import type { FoundAudio } from "../table/findAudio.ts";
import { manifestPath, type ShardManifest } from "../table/shardManifest.ts";
import { TableLock } from "../table/tableLock.ts";

/** The number of bytes read at once. */
const PIECE = 1 << 20;
/** The most missing shards to name. */
const MOST_NAMED = 10;

/** The result of a merge: what a single extraction of all files would have reported. */
export interface MergeReport extends Omit<ExtractReport, "resumed"> {
  /** Files in the table. */
  readonly files: number;
  /** What the search for the files reported. */
  readonly search: Pick<FoundAudio, "skipped" | "others">;
  /** Files without a genre. */
  readonly unlabelled: number;
}

/** An open shard, and how far it has been copied. */
interface OpenShard {
  readonly path: string;
  readonly manifest: ShardManifest;
  readonly descriptor: number;
  readonly header: Buffer;
}

/**
 * Merges the tables of all shards of one extraction. The result is, byte for byte, what a single extraction of all files would have
 * written.
 * @param parts the tables that `--shard` wrote, each with its manifest beside it, in any order
 * @throws AudioError, one line, if a shard is missing, duplicated, from another extraction, or modified
 * @example
 * import { extractTable, findAudio } from "../src/audio/index.ts";
 * import { mergeShards } from "../src/audio/machines/index.ts";
 * const { files, skipped, others } = findAudio(["music"]);
 * for (const index of [1, 2]) {
 *   const shard = { index, of: 2, skipped, others };
 *   await extractTable(files, `part-${index}.csv`, { tempo: "mean", labelOf: (file) => file.folder, shard });
 * }
 * mergeShards(["part-1.csv", "part-2.csv"], "features.csv").rows; // => 2
 */
export function mergeShards(parts: readonly string[], path: string): MergeReport {
  const manifests = checkTogether(parts);
  const { of, kind, total, search } = manifests[0]!.manifest;
  if (existsSync(path) && parts.some((part) => realpathSync(part) === realpathSync(path))) {
    throw new AudioError(`${path}: it is one of the shards: name another file for the table`);
  }
  const entries = Array.from({ length: total }, (_, i) => manifests[i % of]!.manifest.files[Math.floor(i / of)]!);
  const shards: OpenShard[] = [];
  try {
    for (const shard of manifests) shards.push(openShard(shard));
    const other = shards.find(({ header }) => !header.equals(shards[0]!.header));
    if (other) throw new AudioError(`${other.path}: its columns are not those of ${shards[0]!.path}`);
    checkTablePlace(path, entries, shards[0]!.header.toString().trimEnd(), kind === "segments");
    const skipped = entries.flatMap((entry) => ("skipped" in entry ? [entry.skipped] : []));
    if (skipped.length === total) throw nothingRead(skipped);
    writeMerged(path, entries, shards);
    return {
      rows: entries.reduce((sum, entry) => sum + ("rows" in entry ? entry.rows : 0), 0),
      files: total - skipped.length,
      skipped,
      damaged: entries.flatMap((entry) => ("damaged" in entry ? (entry.damaged ?? []) : [])),
      search: { skipped: search.skipped, others: new Map(search.others) },
      unlabelled: manifests.reduce((sum, { manifest }) => sum + manifest.unlabelled, 0),
    };
  } finally {
    for (const { descriptor } of shards) closeSync(descriptor);
  }
}

/** All shards of one extraction, in order. */
function checkTogether(parts: readonly string[]): Pick<OpenShard, "path" | "manifest">[] {
  const read = parts.map((path) => ({ path, manifest: readShardManifest(path) }));
  const [first] = read;
  if (first === undefined) throw new AudioError("--merge: name the tables that --shard wrote");
  const { of, settings, total, list } = first.manifest;
  const found: (typeof read)[number][] = [];
  for (const part of read) {
    const { path, manifest } = part;
    const refuse = (problem: string): never => {
      throw new AudioError(`${path}: ${problem}`);
    };
    if (manifest.of !== of) refuse(`it is one of ${manifest.of} shards, ${first.path} one of ${of}`);
    if (manifest.settings !== settings) {
      refuse(`its settings (${manifest.settings}) are not those of ${first.path} (${settings})`);
    }
    if (manifest.list !== list || manifest.total !== total) {
      refuse(
        `it is of another list of files or genres than ${first.path} (${manifest.total} and ${total} files): ` +
          "extract both from the same files with the same --labels",
      );
    }
    const twin = found[manifest.shard - 1];
    if (twin) refuse(`it is shard ${manifest.shard}/${of}, as ${twin.path} is`);
    found[manifest.shard - 1] = part;
  }
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((i) => found[i - 1] === undefined);
  if (missing.length > 0) {
    const more = missing.length > MOST_NAMED ? `, and ${missing.length - MOST_NAMED} more` : "";
    const named = missing.slice(0, MOST_NAMED).map((i) => `${i}/${of}`);
    throw new AudioError(`shards are missing: ${named.join(", ")}${more}`);
  }
  for (const { path, manifest } of found) {
    const expected = Math.ceil((total - manifest.shard + 1) / of);
    if (manifest.files.length !== expected) {
      throw new AudioError(
        `${manifestPath(path)}: it names ${manifest.files.length} files; ${expected} belong to the shard`,
      );
    }
  }
  return found;
}

/** Opens a shard's table and verifies that it is unmodified. */
function openShard({ path, manifest }: Pick<OpenShard, "path" | "manifest">): OpenShard {
  const descriptor = openSync(path, "r");
  try {
    const hash = createHash("sha256");
    const piece = Buffer.alloc(PIECE);
    let size = 0;
    for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece)) {
      hash.update(piece.subarray(0, read));
      size += read;
    }
    if (hash.digest("hex") !== manifest.sha256) {
      throw new AudioError(`${path}: it is not as --shard wrote it: bring it here again, or extract it again`);
    }
    const rows = manifest.files.reduce((sum, file) => sum + ("bytes" in file ? file.bytes : 0), 0);
    return { path, manifest, descriptor, header: readAt(descriptor, 0, size - rows) };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/** Copies the rows of each file from its shard. */
function writeMerged(path: string, entries: ShardManifest["files"], shards: readonly OpenShard[]): void {
  const lock = new TableLock(`${path}.lock`);
  const part = `${path}.part`;
  try {
    const descriptor = openSync(part, "w");
    try {
      const places = shards.map(({ header }) => header.length);
      writeFileSync(descriptor, shards[0]!.header);
      entries.forEach((entry, i) => {
        if (!("bytes" in entry)) return;
        const from = i % shards.length;
        writeFileSync(descriptor, readAt(shards[from]!.descriptor, places[from]!, entry.bytes));
        places[from]! += entry.bytes;
      });
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    lock.check();
    renameOver(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw writeProblem(path, error);
  } finally {
    lock.release();
  }
}

function readAt(descriptor: number, begin: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  readSync(descriptor, bytes, 0, length, begin);
  return bytes;
}

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
