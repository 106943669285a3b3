import type { FeatureTable } from "./featureTable.ts";
import type { SourceTables } from "./loadSource.ts";

/** Published tables of one data set may disagree on this share of the tracks, because some are shorter than a segment. */
const FEW = 0.01;
/** The minimum for the report's tables: about 8,000 clips and 80,000 segments. */
const REPORT_ROWS = { clips: 7_900, segments: 79_000 };

/**
 * Finds problems in tables that can each be read: a truncated file, or files that don't belong together. One line per problem; empty if
 * all is well.
 * @example
 * import { checkTables, loadSource, resolveSource } from "../src/dataset/index.ts";
 * checkTables(await loadSource(resolveSource("sample"))); // => []
 */
export function checkTables({ source, clips, segments }: SourceTables): string[] {
  const problems: string[] = [];
  for (const table of [clips, segments]) {
    if (!table) continue;
    const rows = table.X.rows + table.dropped.length;
    if (table.dropped.length > FEW * rows) {
      problems.push(`${table.path}: ${table.dropped.length} of ${rows} rows lack a value and are left out`);
    }
  }
  if (source.kind === "report") {
    problems.push(...tooFew(clips, REPORT_ROWS.clips), ...tooFew(segments, REPORT_ROWS.segments));
  }
  return clips && segments ? [...problems, ...mismatches(clips, segments)] : problems;
}

function tooFew(table: FeatureTable | undefined, least: number): string[] {
  if (!table || table.X.rows + table.dropped.length >= least) return [];
  const [found, expected] = [table.X.rows.toLocaleString("en"), least.toLocaleString("en")];
  return [
    `${table.path}: ${found} rows; the published table has more than ${expected}: it seems to be cut off, fetch it again`,
  ];
}

function mismatches(clips: FeatureTable, segments: FeatureTable): string[] {
  const labelOf = new Map(clips.track.map((track, row) => [track, clips.label[row]!]));
  const cut = new Set(segments.track);
  const problems: string[] = [];
  const lacking = [...labelOf.keys()].filter((track) => !cut.has(track));
  if (lacking.length > FEW * labelOf.size) {
    problems.push(
      `${segments.path}: no segments of ${lacking.length} of the ${labelOf.size} clips, such as ${lacking[0]!}; it seems to be cut off, or of other music`,
    );
  }
  const unknown = [...cut].filter((track) => !labelOf.has(track));
  if (unknown.length > FEW * cut.size) {
    problems.push(
      `${clips.path}: no clip of ${unknown.length} of the ${cut.size} tracks that have segments, such as ${unknown[0]!}; it seems to be cut off, or of other music`,
    );
  }
  const row = segments.track.findIndex((track, i) => (labelOf.get(track) ?? segments.label[i]) !== segments.label[i]);
  if (row >= 0) {
    const track = segments.track[row]!;
    problems.push(
      `${segments.path}: track ${track} is ${segments.label[row]!} here and ${labelOf.get(track)!} in ${clips.path}`,
    );
  }
  return problems;
}
