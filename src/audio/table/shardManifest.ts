import { createHash } from "node:crypto";
import type { AudioFile } from "./audioFile.ts";
import type { ExtractSettings } from "./extractClip.ts";
import type { FoundAudio } from "./findAudio.ts";
import { kindOfRows } from "./journal.ts";
import { type TableForm, tableHeader, type TableKind, type WrittenTable } from "./writeTable.ts";

/** One of several parts of a list of files, each for a different machine. */
export interface Shard {
  /** Which part, from 1. */
  readonly index: number;
  readonly of: number;
}

/**
 * Takes every n-th file, so that neighbours in a list, which are often equally long, go to different machines.
 * @example
 * import { filesOfShard } from "../src/audio/index.ts";
 * filesOfShard(["a.mp3", "b.mp3", "c.mp3"], { index: 1, of: 2 }); // => ["a.mp3", "c.mp3"]
 */
export function filesOfShard<File>(files: readonly File[], { index, of }: Shard): File[] {
  return files.filter((_, i) => i % of === index - 1);
}

/** What a shard is part of, and what its table contains; JSON beside the table. */
export interface ShardManifest {
  readonly shard: number;
  readonly of: number;
  /** SHA-256 of the table. */
  readonly sha256: string;
  /** The settings that all shards of one extraction share, as JSON; the version is that of the features. */
  readonly settings: string;
  readonly kind: TableKind;
  /** Files in all shards together. */
  readonly total: number;
  /** SHA-256 of the list of them, with genres and artists. */
  readonly list: string;
  /** The shard's own files, in the order of their rows: what the table has of each, or why it has nothing. */
  readonly files: readonly (
    | { readonly name: string; readonly rows: number; readonly bytes: number; readonly damaged?: string[] | undefined }
    | { readonly name: string; readonly skipped: string }
  )[];
  /** How many of them have no genre. */
  readonly unlabelled: number;
  /** What the search for files skipped, which is the same for all shards. */
  readonly search: { readonly skipped: readonly string[]; readonly others: readonly (readonly [string, number])[] };
}

/** The path of a shard's manifest. */
export function manifestPath(table: string): string {
  return `${table}.shard.json`;
}

/**
 * Describes the table of a shard.
 * @param all the files of all shards
 * @param skipped why files are not in the table, in their order
 */
export function describeShard(
  shard: Shard & Pick<FoundAudio, "skipped" | "others">,
  all: readonly AudioFile[],
  settings: ExtractSettings,
  form: TableForm,
  written: WrittenTable,
  skipped: readonly string[],
): ShardManifest {
  const own = filesOfShard(all, shard);
  const held = new Map(written.files.map((file) => [file.name, file]));
  const reasons = skipped.values();
  return {
    shard: shard.index,
    of: shard.of,
    sha256: written.sha256,
    settings: kindOfRows(settings),
    kind: form.kind,
    total: all.length,
    list: hashOfList(all, form),
    files: own.map(({ name }) => {
      const file = held.get(name);
      if (file === undefined) return { name, skipped: reasons.next().value! };
      const { rows, bytes, damaged } = file;
      return { name, rows, bytes, ...(damaged.length > 0 && { damaged: [...damaged] }) };
    }),
    unlabelled: own.filter((file) => !form.labelOf?.(file)).length,
    search: { skipped: shard.skipped, others: [...shard.others] },
  };
}

/**
 * Distinguishes lists of files that would not give the same table: by names, sizes, tracks, genres and artists. Not by folders and
 * dates, which may differ between machines.
 */
function hashOfList(files: readonly AudioFile[], form: TableForm): string {
  const hash = createHash("sha256").update(tableHeader(form));
  for (const file of files) {
    const told = [form.labelOf?.(file) ?? "", form.artistOf?.(file) ?? ""];
    hash.update(`\n${JSON.stringify([file.name, file.bytes, file.track, ...told])}`);
  }
  return hash.digest("hex");
}
