import {
  type AudioFile,
  checkTablePlace,
  extractRows,
  type ExtractSettings,
  Journal,
  type ObtainRows,
  printable,
  type RowsOptions,
  type TableForm,
  tableHeader,
  type TableKind,
  TableLock,
  writeTable,
} from "../../audio/index.ts";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { renameOver, UserError, writeProblem } from "../../ground/index.ts";

/** The file names of the two tables. */
export type TableNames = Readonly<Record<TableKind, string>>;
/** The working folder while tables are built. */
export const WORK_FOLDER = "fma";
const SEGMENT_SECONDS = 3;

export interface BuildOptions extends RowsOptions, Pick<TableForm, "labelOf" | "artistOf"> {
  readonly names: TableNames;
  /** How the rows are obtained; by default on threads of this machine. */
  readonly obtain?: ObtainRows | undefined;
  /** Clips with fewer segments are left out. */
  readonly leastSegments: number;
  /** The bit rate for re-encoding segments, in kilobits per second; absent for no re-encoding. */
  readonly reencode?: number | undefined;
}

/** What was built. */
export interface BuiltTables {
  readonly rows: Readonly<Record<TableKind, number>>;
  /** SHA-256 of each table. */
  readonly sha256: Readonly<Record<TableKind, string>>;
  /** The clips in the tables. */
  readonly clips: readonly AudioFile[];
  /** One line for each clip left out of the tables, with the reason. */
  readonly leftOut: readonly string[];
  readonly damaged: readonly string[];
  readonly resumed: number;
  /**
   * Discards the rows. Call it once everything that belongs beside the tables is written; until then a second call takes the rows from
   * the journal.
   */
  readonly finish: () => void;
}

/**
 * Builds the table of clips and the table of their segments, decoding each clip once. After an interruption at any point the same call
 * resumes.
 * @param clips in order of their names
 * @param folder where to put the tables when both are complete; the journal is in its `fma`
 * @throws AudioError if a table would replace something else; UserError if no clip can be used
 */
export async function buildTables(
  clips: readonly AudioFile[],
  folder: string,
  options: BuildOptions,
): Promise<BuiltTables> {
  const work = join(folder, WORK_FOLDER);
  mkdirSync(work, { recursive: true });
  const kinds: readonly TableKind[] = ["clips", "segments"];
  const pathOf = (kind: TableKind): string => join(folder, options.names[kind]);
  const formOf = (kind: TableKind): TableForm => ({ kind, labelOf: options.labelOf, artistOf: options.artistOf });
  const journalPath = join(work, "build.journal");
  for (const kind of kinds) {
    const header = tableHeader(formOf(kind));
    checkTablePlace(pathOf(kind), clips, header, kind === "segments", { journal: journalPath });
  }
  const lock = new TableLock(join(work, "build.lock"));
  try {
    const { reencode } = options;
    const settings: ExtractSettings = {
      tempo: "mean",
      segment: SEGMENT_SECONDS,
      whole: true,
      ...(reencode && { reencode }),
    };
    const journal = new Journal(journalPath, settings);
    const { resumed, skipped } = await (options.obtain ?? extractRows)(clips, journal, settings, options);
    const { long, short } = byLength(journal, clips, options.leastSegments);
    const lost = clips.length - long.length - short.length - skipped.length;
    if (lost !== 0) throw new UserError(`${journal.path}: ${lost} clips are missing in it: run the command again`);
    if (long.length === 0)
      throw new UserError(["no clip can be used:", ...skipped, ...short].slice(0, 10).join("\n  "));
    const written = kinds.map((kind) => {
      try {
        return writeTable(`${pathOf(kind)}.part`, formOf(kind), journal, long);
      } catch (error) {
        // What is there of both would take up the room that is to be made.
        for (const one of kinds) rmSync(`${pathOf(one)}.part`, { force: true });
        throw writeProblem(pathOf(kind), error);
      }
    });
    lock.check();
    for (const kind of kinds) renameOver(`${pathOf(kind)}.part`, pathOf(kind));
    return {
      rows: { clips: written[0]!.rows, segments: written[1]!.rows },
      sha256: { clips: written[0]!.sha256, segments: written[1]!.sha256 },
      clips: long,
      leftOut: [...skipped, ...short],
      damaged: written[0]!.damaged,
      resumed,
      finish: () => rmSync(journal.path),
    };
  } finally {
    lock.release();
  }
}

/** Clips that are long enough, and a line for each that isn't. */
function byLength(
  journal: Journal,
  clips: readonly AudioFile[],
  least: number,
): { long: AudioFile[]; short: string[] } {
  const long: AudioFile[] = [];
  const short: string[] = [];
  for (const { file, rows } of journal.rowsOf(clips)) {
    const segments = rows.filter(([segment]) => segment !== null).length;
    if (segments >= least) long.push(file);
    else
      short.push(
        `${printable(file.place?.name ?? file.path)}: it has ${segments} segments of ${SEGMENT_SECONDS} seconds; ${least} are the least`,
      );
  }
  return { long, short };
}
