import type { FeatureTable } from "../../src/dataset/featureTable.ts";
import { columnsOf, COMPUTED_FEATURES, DESCRIPTORS } from "../../src/schema.ts";
import { shareOf, spreadOf } from "../../src/dataset/replica/replicaModel.ts";
import type { MeasuredTrack } from "./fitSegments.ts";

/** Clips with their segments, measured. */
export interface MeasuredTracks {
  /** The features that both tables have. */
  readonly features: readonly string[];
  /** Everything with a mean and a variance. */
  readonly descriptors: readonly string[];
  readonly tracks: readonly MeasuredTrack[];
  /** A feature of the clips, or what `share:` and `spread:` name, one value per clip. */
  readonly valuesOf: (name: string) => Float64Array;
}

/** @throws RangeError if a mean comes without its variance, the tempo is missing, or a clip lacks its segments */
export function measuredTracks(clips: FeatureTable, segments: FeatureTable): MeasuredTracks {
  const features = COMPUTED_FEATURES.filter((name) =>
    [clips, segments].every((table) => table.features.includes(name)),
  );
  const described = DESCRIPTORS.filter((descriptor) => columnsOf(descriptor).some((name) => features.includes(name)));
  const missing = ["tempo", ...described.flatMap(columnsOf)].filter((name) => !features.includes(name));
  if (missing.length > 0) throw new RangeError(`clips and segments need ${missing.join(", ")} too`);
  const descriptors = described.filter(({ statistics }) => statistics.length > 0).map(({ name }) => name);
  const rowsOf = new Map<string, number[]>();
  segments.track.forEach((track, row) => {
    const rows = rowsOf.get(track);
    if (rows) rows.push(row);
    else rowsOf.set(track, [row]);
  });
  const value = ({ X, features }: FeatureTable, row: number, name: string): number =>
    X.data[row * X.columns + features.indexOf(name)]!;

  const rows = clips.track.map((track) => {
    const own = rowsOf.get(track);
    if (!own || own.length < 2) throw new RangeError(`track ${track} has fewer than two segments`);
    return own.sort((a, b) => (segments.segment[a] ?? 0) - (segments.segment[b] ?? 0));
  });
  const tracks = rows.map((own, clip): MeasuredTrack => {
    const columns = (suffix: string): Float64Array[] =>
      own.map((row) => Float64Array.from(descriptors, (name) => value(segments, row, name + suffix)));
    return {
      means: columns("_mean"),
      variances: columns("_var"),
      tempo: own.map((row) => value(segments, row, "tempo")),
      clipTempo: value(clips, clip, "tempo"),
    };
  });

  const valueOf = new Map<string, Float64Array>(
    features.map((name) => [name, Float64Array.from(clips.track, (_, clip) => value(clips, clip, name))]),
  );
  descriptors.forEach((name, i) => {
    // Over the whole clip: within segments and between them, which is the clip's variance except for frames at the cuts.
    valueOf.set(
      shareOf(name),
      Float64Array.from(tracks, ({ means, variances }) => {
        const between = variance(means.map((row) => row[i]!));
        return between / (between + mean(variances.map((row) => row[i]!)));
      }),
    );
    valueOf.set(
      spreadOf(name),
      Float64Array.from(tracks, ({ variances }) => Math.sqrt(variance(variances.map((row) => Math.log(row[i]!))))),
    );
  });
  return { features, descriptors, tracks, valuesOf: (name) => valueOf.get(name)! };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 2));
}
