import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type AudioFile, extractRows, isAddress, type ObtainRows, printable, readZipPlace } from "../../audio/index.ts";
import { csvField, UserError, writeFileAtomic } from "../../ground/index.ts";
import { type FmaTrack, readFmaTracks } from "../readFmaTracks.ts";
import { type BuildOptions, buildTables, type BuiltTables, type TableNames, WORK_FOLDER } from "./buildTables.ts";
import { shownAddress } from "./download.ts";
import { FMA_METADATA, type FmaArchive, locateFma, type Place } from "./locateFma.ts";
import { listArchive, listClips } from "./listArchive.ts";
import { provideArchive, type Provided } from "./provideArchive.ts";

/** An archive that is present and verified, or its unpacked content. */
type LocalPlace = { readonly archive: string; readonly sha1: string } | { readonly unpacked: string };

/** What was built, from what and how. */
interface Manifest {
  readonly set: string;
  readonly what: string;
  readonly from: string;
  readonly archives: readonly { readonly file: string; readonly sha1: string }[];
  readonly secondEncoding: string | null;
  readonly versions: Readonly<Record<string, string>>;
  readonly tables: readonly { readonly file: string; readonly rows: number; readonly sha256: string }[];
  readonly leftOut: readonly string[];
  readonly damaged: readonly string[];
}

export interface FmaOptions {
  /** An address, an archive or a folder; by default FMA's own address. */
  readonly from?: string | undefined;
  /** Whether to accept archives that are not bit-identical to FMA's. */
  readonly trust?: boolean | undefined;
  /** The bit rate for re-encoding segments, in kilobits per second, as in the report's table; absent for no re-encoding. */
  readonly reencode?: number | undefined;
  readonly jobs?: number | undefined;
  /** The time limit for a clip in seconds; by default it depends on the clip's size. */
  readonly timeout?: number | undefined;
  /** How the rows are obtained; by default on threads of this machine. */
  readonly obtain?: BuildOptions["obtain"];
  readonly signal?: AbortSignal | undefined;
  readonly log: (line: string) => void;
  /** The progress of a step; `unit` is what is counted. */
  readonly onProgress?: (unit: string, done: number, total: number) => void;
  /** Milliseconds before a failed request is retried. */
  readonly pause?: number | undefined;
}

/** The names of the report's own tables. */
const TABLES: TableNames = { clips: "fma_30secs.csv", segments: "fma_3secs.csv" };
/** At least half of an FMA clip's 30 seconds must be there. */
const LEAST_SEGMENTS = 5;
const MEGABYTE = 1e6;
const TRACKS_HEADER = "track,genre,artist,album,split";

/**
 * Builds the report's tables from the audio of one of FMA's sets, with genre, artist, album and FMA's own split from its list of
 * tracks: `fma_30secs.csv`, `fma_3secs.csv`, `tracks.csv`, and `fma/manifest.json`, which records the inputs and settings. Every
 * completed step is kept, so after an interruption at any point the same call resumes.
 * @param folder the project's `data`
 * @throws UserError, AudioError or TableError, one line that says what to do; the signal's reason if it was stopped
 * @example
 * import { buildFma, FMA_SETS } from "../src/dataset/index.ts";
 * await buildFma(FMA_SETS["fma-small"]!, "data", { log: console.log });
 */
export async function buildFma(set: FmaArchive, folder: string, options: FmaOptions): Promise<void> {
  const work = join(folder, WORK_FOLDER);
  const manifest = join(work, "manifest.json");
  if (isBuilt(manifest, set, folder, options.reencode)) {
    options.log(`${folder}: the tables of ${set.file} are built, as ${manifest} says; delete them to build them anew`);
    return;
  }
  mkdirSync(work, { recursive: true });
  const keepsTracks = hasFmaList(join(folder, "tracks.csv"));
  const places = locateFma(set, options.from);
  const provided: Provided[] = [];
  const provide = async (archive: FmaArchive, place: Place): Promise<LocalPlace> => {
    if ("unpacked" in place) return place;
    const { onProgress, ...rest } = options;
    const inMegabytes = (done: number, total: number): void =>
      onProgress?.("MB", Math.floor(done / MEGABYTE), Math.ceil(total / MEGABYTE));
    const { path, sha1 } = await provideArchive(archive, place, work, { ...rest, onProgress: inMegabytes });
    provided.push({ path, sha1 });
    return { archive: path, sha1 };
  };
  const known = await readTracks(await provide(FMA_METADATA, places.tracks), work);
  const { clips, skipped } = await listClips(await provide(set, places.clips));
  const { labelled, without } = byGenre(clips, known);
  options.log(`${labelled.length} clips; their features are computed`);
  const begun = provided.map(({ path }) => stateOf(path));
  const obtain: ObtainRows = async (...work) => {
    const report = await (options.obtain ?? extractRows)(...work);
    // Clips of a disk that was pulled out, or of an archive that was replaced, are not broken clips.
    const changed = provided.find(({ path }, i) => stateOf(path) !== begun[i])?.path;
    const gone = changed ?? labelled.find(({ path }) => !existsSync(path))?.path;
    if (gone === undefined) return report;
    throw new UserError(`${printable(gone)}: it was changed or removed while it was read: run the command again`);
  };
  const built = await buildTables(labelled, folder, {
    names: TABLES,
    leastSegments: LEAST_SEGMENTS,
    labelOf: ({ track }) => known.get(track)?.genre,
    reencode: options.reencode,
    jobs: options.jobs,
    timeout: options.timeout,
    obtain,
    signal: options.signal,
    onProgress: (done, total) => options.onProgress?.("clips", done, total),
  });
  const leftOut = [...skipped, ...without, ...built.leftOut];
  if (!keepsTracks) writeTracks(join(folder, "tracks.csv"), built.clips, known);
  writeManifest(manifest, set, options, provided, { ...built, leftOut });
  built.finish();
  for (const line of leftOut) options.log(`left out ${line}`);
  for (const line of built.damaged) options.log(`damaged ${line}`);
  const { rows } = built;
  options.log(`${folder}: ${rows.clips} clips and ${rows.segments} segments; left out: ${leftOut.length}`);
}

/**
 * Whether the manifest describes this set and the tables as they are.
 * @throws UserError if the tables are of this set, but with the other kind of segments
 */
function isBuilt(manifest: string, set: FmaArchive, folder: string, reencode: number | undefined): boolean {
  const known = existsSync(manifest) ? parseManifest(readFileSync(manifest, "utf8")) : undefined;
  if (known?.set !== set.file) return false;
  const isThere = ({ file, sha256 }: Manifest["tables"][number]): boolean =>
    existsSync(join(folder, file)) && sha256OfFile(join(folder, file)) === sha256;
  if (!known.tables.every(isThere)) return false;
  if (known.secondEncoding === encodingInWords(reencode)) return true;
  const found = known.secondEncoding === null ? "without" : "with";
  throw new UserError(
    `${folder}: its tables were built ${found} a second encoding of the segments: delete them, or name another folder`,
  );
}

/** Undefined if it is damaged. */
function parseManifest(text: string): Manifest | undefined {
  try {
    return JSON.parse(text) as Manifest;
  } catch {
    return undefined;
  }
}

function encodingInWords(reencode: number | undefined): string | null {
  return reencode === undefined ? null : `${reencode} kbit/s MP3`;
}

/** Differs if a file was changed or is gone. */
function stateOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? "gone" : `${stats.size} ${stats.mtimeMs}`;
}

/**
 * Whether FMA's own list of tracks is in the place of ours; it is left there, as it has the same information.
 * @throws UserError if something else is there
 */
function hasFmaList(path: string): boolean {
  if (!existsSync(path) || readFileSync(path, "utf8").startsWith(TRACKS_HEADER)) return false;
  if (readFmaTracks(path)) return true;
  throw new UserError(`${path}: it is no list of this kind and would be lost: move it away and run the command again`);
}

/** FMA's list of tracks, keyed by track. It is unpacked once. */
async function readTracks(place: LocalPlace, work: string): Promise<Map<string, FmaTrack>> {
  const path = "unpacked" in place ? place.unpacked : join(work, `tracks.${place.sha1.slice(0, 8)}.csv`);
  if ("archive" in place && !existsSync(path)) {
    const entry = (await listArchive(place.archive)).find(({ name }) => /(^|\/)tracks\.csv$/.test(name));
    if (entry === undefined) throw new UserError(`${place.archive}: there is no tracks.csv in it`);
    writeFileAtomic(path, await readZipPlace(place.archive, entry));
  }
  const tracks = readFmaTracks(path);
  if (tracks === undefined) throw new UserError(`${path}: it does not begin as FMA's list of tracks does`);
  return new Map(tracks.map((track) => [track.track, track]));
}

function byGenre(
  clips: readonly AudioFile[],
  known: ReadonlyMap<string, FmaTrack>,
): { labelled: AudioFile[]; without: string[] } {
  const labelled = clips.filter(({ track }) => known.get(track)?.genre !== undefined);
  const without = clips
    .filter(({ track }) => known.get(track)?.genre === undefined)
    .map(({ name, track }) => `${printable(name)}: FMA ${known.has(track) ? "gives it no genre" : "does not list it"}`);
  if (labelled.length === 0) throw new UserError("none of the clips is a track that FMA lists with a genre");
  return { labelled, without };
}

/** Writes genre, artist, album and split of each track in the tables. */
function writeTracks(path: string, clips: readonly AudioFile[], known: ReadonlyMap<string, FmaTrack>): void {
  const lines = clips.map(({ track }) => {
    const { genre = "", artist = "", album = "", split = "" } = known.get(track)!;
    return [track, genre, artist, album, split].map(csvField).join(",");
  });
  writeFileAtomic(path, `${[TRACKS_HEADER, ...lines].join("\n")}\n`);
}

function writeManifest(
  path: string,
  set: FmaArchive,
  { from, reencode }: FmaOptions,
  archives: readonly Provided[],
  built: BuiltTables,
): void {
  const { dependencies } = JSON.parse(readFileSync(join(import.meta.dirname, "../../../package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  const manifest: Manifest = {
    set: set.file,
    what: `the tables of ${set.file}, one row a clip and one a segment of 3 seconds`,
    from: from === undefined ? "FMA's own address" : isAddress(from) ? shownAddress(from) : from,
    archives: archives.map(({ path: file, sha1 }) => ({ file, sha1 })),
    secondEncoding: encodingInWords(reencode),
    versions: {
      node: process.versions.node,
      decoder: `mpg123-decoder ${dependencies["mpg123-decoder"]}`,
      encoder: `wasm-media-encoders ${dependencies["wasm-media-encoders"]}`,
    },
    tables: (["clips", "segments"] as const).map((kind) => ({
      file: TABLES[kind],
      rows: built.rows[kind],
      sha256: built.sha256[kind],
    })),
    leftOut: built.leftOut,
    damaged: built.damaged,
  };
  writeFileAtomic(path, `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** The SHA-256 of a table, in hexadecimal. */
export function sha256OfFile(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}
