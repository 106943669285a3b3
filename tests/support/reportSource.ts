import type { FeatureTable } from "../../src/dataset/featureTable.ts";
import type { SourceTables } from "../../src/dataset/loadSource.ts";
import { randomSource } from "./randomData.ts";

export interface RandomTableOptions {
  readonly genres: readonly string[];
  readonly tracksPerGenre: number;
  /** 1 makes a table of clips. */
  readonly segmentsPerTrack: number;
  readonly features?: readonly string[];
  readonly artists?: boolean;
  readonly seed?: number;
}

/** A table in which genres differ a little, tracks differ much, and segments of a track hardly. */
export function randomTable({
  genres,
  tracksPerGenre,
  segmentsPerTrack,
  features = ["rms_mean", "rms_var", "tempo", "mfcc1_mean", "mfcc2_mean"],
  artists = false,
  seed = 1,
}: RandomTableOptions): FeatureTable {
  const { normal } = randomSource(seed);
  const rows: { genre: string; track: string; segment: number | null; values: number[] }[] = [];
  genres.forEach((genre, g) => {
    for (let t = 0; t < tracksPerGenre; t++) {
      const centre = features.map(() => g * 0.5 + 3 * normal());
      for (let s = 0; s < segmentsPerTrack; s++) {
        rows.push({
          genre,
          track: `${g}${String(t).padStart(4, "0")}`,
          segment: segmentsPerTrack === 1 ? null : s + 1,
          values: centre.map((value) => value + 0.1 * normal()),
        });
      }
    }
  });
  return {
    path: "random.csv",
    sha256: "",
    features,
    X: {
      data: Float64Array.from(rows.flatMap(({ values }) => values)),
      rows: rows.length,
      columns: features.length,
    },
    filename: rows.map(({ track, segment }) => `${segment === null ? "" : `${segment}-`}${track}.mp3`),
    label: rows.map(({ genre }) => genre),
    track: rows.map(({ track }) => track),
    segment: rows.map(({ segment }) => segment),
    ...(artists ? { artist: rows.map(({ track }) => `artist ${Math.floor(Number(track) / 2)}`) } : {}),
    dropped: [],
  };
}

/** A source in memory with both tables, or one of them. */
export function randomSourceTables(
  options: Omit<RandomTableOptions, "segmentsPerTrack">,
  tables: readonly ("clips" | "segments")[] = ["clips", "segments"],
): SourceTables {
  return {
    source: { name: "random", kind: "folder", title: "Random & tables", description: "Random numbers." },
    ...(tables.includes("clips") ? { clips: randomTable({ ...options, segmentsPerTrack: 1 }) } : {}),
    ...(tables.includes("segments") ? { segments: randomTable({ ...options, segmentsPerTrack: 5 }) } : {}),
  };
}
