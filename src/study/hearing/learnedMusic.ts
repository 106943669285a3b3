import { resolve } from "node:path";
import {
  type FeatureTable,
  loadSource,
  readFeatureTable,
  resolveSource,
  selectFeatures,
  type SourceTables,
} from "../../dataset/index.ts";
import { EMBEDDING_FEATURES, FEATURES, LEARNED_FEATURES } from "../../schema.ts";
import { hasLearnedFeatures } from "../common/index.ts";

const SAMPLE = resolve(import.meta.dirname, "../../../data/fma-sample/musicnn");

/** One way to describe the same music: tables of the same rows with other columns. */
export interface Description {
  /** As in figure ids: "musicnn". */
  readonly id: "report" | "musicnn" | "both";
  /** "the network's 200". */
  readonly label: string;
  readonly clips: FeatureTable;
  readonly segments: FeatureTable;
}

/** Music described by the report's features, by the network's, and by both. */
export interface LearnedMusic {
  readonly source: SourceTables;
  readonly descriptions: readonly Description[];
  /** What the network hears in each clip: its penultimate layer and its tags. */
  readonly heard: FeatureTable;
  /** "FMA sample, 160 clips". */
  readonly line: string;
}

/**
 * The music this question is asked of. A source whose tables have both kinds of columns (`npm run extract -- --features all`) is used
 * itself if it has whole clips and segments; otherwise it is the sample, with all clips for which both are known.
 * @example
 * import { learnedMusic } from "../src/study/hearing/index.ts";
 * const { descriptions } = await learnedMusic("sample");
 * descriptions.map(({ label, clips }) => [label, clips.X.columns]); // => [["the report's 57", 57], ["the network's 200", 200], ["both", 257]]
 */
export async function learnedMusic(data: string): Promise<LearnedMusic> {
  const asked = resolveSource(data);
  const own = asked.kind === "folder" ? await loadSource(asked) : undefined;
  if (own?.clips && own.segments && hasLearnedFeatures(own)) return describe(own, own.clips, own.segments);
  const source = await loadSource(resolveSource("sample"));
  const clips = joinTables(source.clips!, await readFeatureTable(resolve(SAMPLE, "features_30s.csv"), "clip"));
  const segments = joinTables(source.segments!, await readFeatureTable(resolve(SAMPLE, "features_3s.csv"), "segment"));
  return describe(source, clips, segments);
}

function describe(source: SourceTables, clips: FeatureTable, segments: FeatureTable): LearnedMusic {
  const sets = [
    { id: "report", label: "the report's 57", columns: FEATURES },
    { id: "musicnn", label: "the network's 200", columns: EMBEDDING_FEATURES },
    { id: "both", label: "both", columns: [...FEATURES, ...EMBEDDING_FEATURES] },
  ] as const;
  return {
    source,
    descriptions: sets.map(({ id, label, columns }) => ({
      id,
      label,
      clips: selectFeatures(clips, columns),
      segments: selectFeatures(segments, columns),
    })),
    heard: selectFeatures(clips, LEARNED_FEATURES),
    line: `${source.source.title}, ${clips.X.rows} clips`,
  };
}

/**
 * Joins two tables of the same recordings into one with the columns of both, keeping the first table's rows whose name occurs in the
 * second. Track and label come from the first, the artist from either that knows it.
 * @throws RangeError if no row is in both
 */
export function joinTables(first: FeatureTable, second: FeatureTable): FeatureTable {
  const rowOf = new Map(second.filename.map((name, row) => [name, row]));
  const rows = first.filename.flatMap((name, row) => (rowOf.has(name) ? [[row, rowOf.get(name)!] as const] : []));
  if (rows.length === 0) throw new RangeError(`${first.path} and ${second.path} have no row in common`);
  const columns = first.X.columns + second.X.columns;
  const data = new Float64Array(rows.length * columns);
  rows.forEach(([a, b], i) => {
    data.set(first.X.data.subarray(a * first.X.columns, (a + 1) * first.X.columns), i * columns);
    data.set(second.X.data.subarray(b * second.X.columns, (b + 1) * second.X.columns), i * columns + first.X.columns);
  });
  const artist = rows.map(([a, b]) => first.artist?.[a] ?? second.artist?.[b] ?? null);
  return {
    ...first,
    features: [...first.features, ...second.features],
    X: { data, rows: rows.length, columns },
    filename: rows.map(([a]) => first.filename[a]!),
    label: rows.map(([a]) => first.label[a]!),
    track: rows.map(([a]) => first.track[a]!),
    segment: rows.map(([a]) => first.segment[a]!),
    ...(artist.some((name) => name !== null) ? { artist } : {}),
    dropped: [],
  };
}
