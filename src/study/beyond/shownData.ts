import {
  type FeatureTable,
  loadSource,
  resolveSource,
  sampleTracks,
  type SourceTables,
  takeRows,
  trackMeans,
} from "../../dataset/index.ts";
import { CHART_COLOURS } from "../../ground/index.ts";
import { countOf, formatCount, joinProse, type Markdown, markdown, prose } from "../common/index.ts";

/** A source as the questions beyond the report use it: one row per track, plus its segments if it has any. */
export interface ShownData {
  /** The prefix of its figures' ids: empty for the data at hand, otherwise the name of the data shown beside it. */
  readonly prefix: "" | "sample." | "replica.";
  readonly title: string;
  /** One row per track with all features: its 30-second clip, or without clips the means of its segments. */
  readonly tracks: FeatureTable;
  /** What such a row is: "30-second row". */
  readonly trackRow: string;
  /** The same tracks' segments. */
  readonly segments?: FeatureTable;
  /** How many tracks the source has; more than the table's if it was sampled. */
  readonly sourceTracks: number;
  /** "FMA sample, 160 tracks"; "Full-size replica (not music), 1,000 of 8,000 tracks". */
  readonly line: string;
}

/**
 * The data at hand and what is shown beside it: beside the small sample, drawn data of the report's size if the source names it; beside
 * drawn data, the sample, since what a replica shows has to be checked on music.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { shownData } from "../src/study/beyond/index.ts";
 * const [shown, ...beside] = await shownData(await loadSource(resolveSource("sample")));
 * [shown!.line, beside.length]; // => ["FMA sample, 160 tracks", 0]
 */
export async function shownData(source: SourceTables): Promise<ShownData[]> {
  const { kind, beside } = source.source;
  const own = show(source, "");
  if (kind === "replica") return [own, show(await loadSource(resolveSource("sample")), "sample.")];
  return beside ? [own, show(await loadSource(beside), "replica.")] : [own];
}

/**
 * Draws at most the given number of tracks from each source at random, as evenly over the genres as possible.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { drawTracks, shownData } from "../src/study/beyond/index.ts";
 * const [drawn] = drawTracks(await shownData(await loadSource(resolveSource("sample"))), 24, 1);
 * drawn!.line; // => "FMA sample, 24 of 160 tracks"
 */
export function drawTracks(shown: readonly ShownData[], most: number, seed: number): ShownData[] {
  return shown.map((data) => {
    const tracks = sampleTracks(data.tracks, most, seed);
    if (tracks === data.tracks || !data.segments) return describe({ ...data, tracks });
    const drawn = new Set(tracks.track);
    const rows = [...data.segments.track.keys()].filter((row) => drawn.has(data.segments!.track[row]!));
    return describe({ ...data, tracks, segments: takeRows(data.segments, rows) });
  });
}

/** The line a chart or table gives for its data: "Data: …; …". */
export function shownLine(shown: readonly ShownData[]): string {
  return `Data: ${shown.map(({ line }) => line).join("; ")}`;
}

function show({ source, clips, segments }: SourceTables, prefix: ShownData["prefix"]): ShownData {
  const tracks = clips ?? trackMeans(segments!);
  return describe({
    prefix,
    title: source.title,
    tracks,
    trackRow: clips ? "30-second row" : "row of means",
    ...(segments ? { segments } : {}),
    sourceTracks: tracks.X.rows,
  });
}

function describe(data: Omit<ShownData, "line">): ShownData {
  const { title, tracks, sourceTracks } = data;
  const all = countOf(sourceTracks, "track");
  return {
    ...data,
    line: `${title}, ${tracks.X.rows < sourceTracks ? `${formatCount(tracks.X.rows)} of ${all}` : all}`,
  };
}

/** The colour and marker of the data at hand, and of the data shown beside it. */
export const SOURCE_STYLES = {
  "": { colour: CHART_COLOURS.blue, symbol: "square", dash: "solid" },
  "sample.": { colour: CHART_COLOURS.pink, symbol: "diamond", dash: "dash" },
  "replica.": { colour: CHART_COLOURS.quiet, symbol: "diamond", dash: "dash" },
} as const;

const KINDS = { "": "", "sample.": "real music", "replica.": "simulated" } as const;

/** A name in a legend or table; data shown beside the data at hand is labelled as such. */
export function nameBeside(name: string, { prefix }: ShownData): string {
  return prefix === "" ? name : `${name}, ${KINDS[prefix]}`;
}

/** Says which data is shown side by side, and of which only some tracks were drawn. */
export function shownInWords(all: readonly ShownData[], drawn: readonly ShownData[]): Markdown {
  const parts = all.map(({ title, sourceTracks }, i) => {
    const used = drawn[i]!.tracks.X.rows;
    const share =
      used < sourceTracks
        ? prose`**${formatCount(used)} of ${countOf(sourceTracks, "track")}**, drawn at random, where models are compared`
        : prose`all ${countOf(sourceTracks, "track")}`;
    return prose`${title}: ${share}`;
  });
  const { trackRow } = all[0]!;
  return markdown(
    prose`${joinProse(parts, "; ")}.`,
    trackRow === "row of means"
      ? "There is no 30-second table here: one row a track is the mean of its segments' features."
      : undefined,
  );
}
