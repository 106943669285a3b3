import { readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { isSourceName, SOURCE_NAMES, type SourceName } from "../ground/index.ts";
import { hasTableHeader } from "./tableColumns.ts";
import { TableError } from "./tableError.ts";

/** Where tables come from: the project's sample, its replica, the report's own tables, or a user's folder. */
export type SourceKind = "sample" | "replica" | "report" | "folder";

/** An available data source: its files, and how to describe it. */
export interface DataSource {
  /** As requested, with `auto` replaced by what it stands for. */
  readonly name: string;
  readonly kind: SourceKind;
  /** A few words for a heading. */
  readonly title: string;
  /** One plain sentence about what this data is, for every page that shows figures of it. */
  readonly description: string;
  /** The table with one row per 30-second clip. */
  readonly clips?: string;
  /** The table with one row per 3-second segment. */
  readonly segments?: string;
  /** The CSV that names each track's artist. */
  readonly artists?: string;
  /** The statistics from which both tables are drawn; there are no table files then. */
  readonly replica?: string;
  /** Drawn data of the report's size to show beside a small source of music; it is never the main source. */
  readonly beside?: DataSource;
}

const ROOT = resolve(import.meta.dirname, "../..");
const SAMPLE_FOLDER = "data/fma-sample";
const REPLICA_MODEL = "data/replica.json";
const REPORT_TABLES = { clips: "data/fma_30secs.csv", segments: "data/fma_3secs.csv" };
/** `fma_30secs`, `librosa_30s`, `features_30_sec`; and `fma_3secs`, `features_3s`, `features_3_sec`. */
const CLIPS_NAME = /(?<![0-9])30(?![0-9])/;
const SEGMENTS_NAME = /(?<![0-9])3[ _-]?s(ec(ond)?s?)?(?![a-z0-9])/i;
const ARTIST_FILES = ["tracks.csv", "clips.csv"];

/**
 * Finds a data source by name: `sample`, `replica`, `auto` (the report's own tables if they are in `data/`, otherwise the sample with
 * the replica beside it), or a folder that contains a table of 30-second clips (`*30*.csv`), one of 3-second segments (`*3s*.csv`,
 * `*3sec*.csv`), or both, and optionally `tracks.csv` (columns `track`, `artist`) or `clips.csv` (`filename`, `artist`). Files named
 * `reference*` are ignored.
 * @param root the project's folder, which contains `data/`
 * @throws TableError if there is no such source, or it is ambiguous which file is which
 * @example
 * import { resolveSource } from "../src/dataset/index.ts";
 * resolveSource("sample").title; // => "FMA sample"
 * resolveSource("replica").kind; // => "replica"
 */
export function resolveSource(name = "auto", root = ROOT): DataSource {
  return isSourceName(name) ? NAMED[name](root) : folderSource(name, resolve(root, name));
}

/** What each name stands for. */
const NAMED: Readonly<Record<SourceName, (root: string) => DataSource>> = {
  sample: sampleSource,
  replica: replicaSource,
  auto: (root) => reportSource(root) ?? { ...sampleSource(root), beside: replicaSource(root) },
};

function sampleSource(root: string): DataSource {
  return {
    name: "sample",
    kind: "sample",
    title: "FMA sample",
    description:
      "A small sample of real music: 160 clips of FMA-small, 20 for each of 8 genres, and their 1,600 three-second segments.",
    ...tablesIn(join(root, SAMPLE_FOLDER)),
  };
}

function replicaSource(root: string): DataSource {
  return {
    name: "replica",
    kind: "replica",
    title: "Replica (simulated, at the report's size)",
    description:
      "Not music: a replica of the size of the report's tables, 8,000 tracks and their segments drawn at random from statistics of real " +
      "FMA-small music. It shows how methods behave on that much data; no figure of it is a measurement of real songs.",
    replica: join(root, REPLICA_MODEL),
  };
}

/** The report's own tables, if the user has provided at least one of them. */
function reportSource(root: string): DataSource | undefined {
  const clips = join(root, REPORT_TABLES.clips);
  const segments = join(root, REPORT_TABLES.segments);
  const tables = { ...(isFile(clips) ? { clips } : {}), ...(isFile(segments) ? { segments } : {}) };
  if (Object.keys(tables).length === 0) return undefined;
  return {
    name: "report",
    kind: "report",
    title: "The report's tables",
    description: "The tables that the report used: FMA-small, 8 genres of 1,000 clips each.",
    ...tables,
    ...artistsIn(join(root, "data")),
  };
}

function folderSource(name: string, folder: string): DataSource {
  const title = basename(folder);
  return {
    name,
    kind: "folder",
    title,
    description: `Tables of your own, from the folder ${title}.`,
    ...tablesIn(folder),
  };
}

function tablesIn(folder: string): Pick<DataSource, "clips" | "segments" | "artists"> {
  let files: string[];
  try {
    files = readdirSync(folder).filter(
      (file) => /\.csv$/i.test(file) && !ARTIST_FILES.includes(file) && !/^reference/i.test(file),
    );
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOTDIR") throw new TableError({ path: folder }, "this is a file; expected the folder that holds it");
    throw new TableError(
      { path: folder },
      `no such folder; expected ${SOURCE_NAMES.join(", ")}, or a folder with feature tables`,
    );
  }
  const clips = onlyOne(folder, files, CLIPS_NAME, "30-second clips");
  const segments = onlyOne(folder, files, SEGMENTS_NAME, "3-second segments");
  if (clips !== undefined && clips === segments) {
    throw new TableError(
      { path: folder },
      `${clips} may be of clips or of segments; expected 30 or 3s in its name, not both`,
    );
  }
  if (clips === undefined && segments === undefined) {
    const found = files.length > 0 ? `found ${files.join(", ")}` : "found no CSV file";
    throw new TableError({ path: folder }, `no feature table; expected *30*.csv, *3s*.csv or *3sec*.csv, ${found}`);
  }
  return {
    ...(clips === undefined ? {} : { clips: join(folder, clips) }),
    ...(segments === undefined ? {} : { segments: join(folder, segments) }),
    ...artistsIn(folder),
  };
}

/** The one file whose name matches or, of several, the one with a feature table's columns. */
function onlyOne(folder: string, files: readonly string[], pattern: RegExp, what: string): string | undefined {
  const named = files.filter((file) => pattern.test(file.replace(/\.csv$/i, "")));
  if (named.length <= 1) return named[0];
  const fitting = named.filter((file) => hasTableHeader(join(folder, file)));
  if (fitting.length === 1) return fitting[0];
  const candidates = fitting.length > 0 ? fitting : named;
  throw new TableError(
    { path: folder },
    `more than one table of ${what}: ${candidates.join(", ")}; keep one of them, or put the tables into a folder of their own`,
  );
}

function artistsIn(folder: string): Pick<DataSource, "artists"> {
  const file = ARTIST_FILES.find((name) => isFile(join(folder, name)));
  return file === undefined ? {} : { artists: join(folder, file) };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
