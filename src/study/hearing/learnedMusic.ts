import { resolve } from "node:path";
import {
  type FeatureTable,
  loadSource,
  readFeatureTable,
  resolveSource,
  selectFeatures,
  type SourceTables,
} from "../../dataset/index.ts";
import { FEATURES, EMBEDDING_FEATURES, LEARNED_FEATURES } from "../../schema.ts";
import { hasLearnedFeatures } from "../common/index.ts";
import { joinTables } from "./joinTables.ts";

const SAMPLE = resolve(import.meta.dirname, "../../../data/fma-sample/musicnn");

/** One way to describe the same music: tables of the same rows with other columns. */
export interface Description {
  /** As in figure ids: "musicnn". */
  readonly id: "report" | "musicnn" | "both";
  /** "the network's 200". */
  readonly label: string;
  /** One row per clip. */
  readonly clips: FeatureTable;
  /** One row per 3-second segment. */
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
