import type { FeatureTable } from "../../src/dataset/featureTable.ts";
import { type CurveScale, scoreOfValue } from "../../src/dataset/replica/quantileCurve.ts";
import { RandomStream } from "../../src/dataset/replica/randomStream.ts";
import { type GenreModel, type ReplicaModel, shareOf, spreadOf } from "../../src/dataset/replica/replicaModel.ts";
import { fitArtists } from "./fitArtists.ts";
import { fitCurve } from "./fitCurve.ts";
import { fitDetails } from "./fitDetails.ts";
import { fitSegments, fitTempo } from "./fitSegments.ts";
import { fitStyles, inStyle } from "./fitStyles.ts";
import type { Rows } from "./matrixRows.ts";
import { measuredTracks } from "./measuredTracks.ts";
import { normalScores } from "./normalScores.ts";
import type { TrackMeans } from "./readTrackMeans.ts";

/** Chosen by comparing draws with real tracks (npm run replica:fidelity), never with the report's scores. */
const STYLES = { styles: 6, shrinkage: 100, steps: 60 };
/**
 * Styles fit the artists that they were fitted to better than others, so that genres of such styles alone are easier to tell apart than real ones.
 * So many artists have a style of any genre; chosen as the styles were.
 */
const STRAYS = 0.07;
const SEED = 1;
/** Significant digits of the numbers in the file. */
const DIGITS = 4;

const ABOUT =
  "Statistics of real music (FMA-small), from which tables of the report's size are drawn; made by npm run replica:fit. No track's values stand here.";

export interface ReplicaData {
  /** Many tracks, some features. */
  readonly tracks: TrackMeans;
  /** Few clips, all 57 features. */
  readonly clips: FeatureTable;
  /** The segments of these clips. */
  readonly segments: FeatureTable;
}

/**
 * Fits the statistics from which a replica is drawn; data/README.md explains each of them.
 * @throws RangeError if the data doesn't allow it
 */
export function fitReplica({ tracks, clips, segments }: ReplicaData): ReplicaModel {
  const core = tracks.features;
  const random = new RandomStream(SEED);
  const curves: ReplicaModel["curves"] = Object.fromEntries(
    core.map((name, i) => [
      name,
      fitCurve(
        tracks.rows.map((row) => row[i]!),
        scaleOf(name),
      ),
    ]),
  );

  const scored = scoresByColumn(tracks.rows);
  const byArtist: Rows[] = [];
  const genres = [...new Set(tracks.label)].sort().map((name): GenreModel => {
    const rows = [...tracks.label.keys()].filter((row) => tracks.label[row] === name);
    // A track of an unknown artist counts as an artist's only one.
    const numbers = renumber(rows.map((row) => tracks.artist[row] ?? row));
    const own = rows.map((row) => scored[row]!);
    const { styles, styleOf } = fitStyles(own, numbers, random, STYLES);
    const artists: Float64Array[][] = [];
    own.forEach((row, i) => (artists[numbers[i]!] ??= []).push(inStyle(styles[styleOf[numbers[i]!]!]!, row)));
    byArtist.push(...artists);
    const largest = Math.max(...artists.map(({ length }) => length));
    const artistSizes = Array.from({ length: largest }, (_, i) => artists.filter((a) => a.length === i + 1).length);
    return {
      name,
      styles: styles.map(({ weight, mean, factor }) => ({ weight, mean: [...mean], factor: [...factor] })),
      artistSizes,
    };
  });

  const measured = measuredTracks(clips, segments);
  const details = [
    ...measured.features.filter((name) => !core.includes(name)),
    ...measured.descriptors.map(shareOf),
    ...measured.descriptors.map(spreadOf),
  ];
  const detailValues = details.map((name) => measured.valuesOf(name));
  const detailCurves = details.map((name, i) => [name, fitCurve(detailValues[i]!, scaleOf(name))]);
  const coreScores = core.map((name) => measured.valuesOf(name).map((value) => scoreOfValue(curves[name]!, value)));
  const model: ReplicaModel = {
    schemaVersion: 2,
    about: ABOUT,
    fittedTo: { tracks: tracks.rows.length, clips: clips.X.rows, segments: segments.X.rows },
    core,
    details,
    curves: { ...curves, ...Object.fromEntries(detailCurves) },
    genres,
    strays: STRAYS,
    artists: fitArtists(byArtist),
    detailModel: fitDetails(transposed(coreScores), transposed(detailValues.map(normalScores)), details.map(kindOf)),
    segments: fitSegments(measured.descriptors, measured.tracks, random),
    tempo: fitTempo(measured.tracks),
  };
  return rounded(model);
}

/** Positive quantities are straightened by their logarithm, shares by their log odds; means around 0 that differ by powers of ten by asinh. */
function scaleOf(name: string): CurveScale {
  if (name.startsWith("share:")) return "logit";
  if (/^(harmony|perceptr)_mean$/.test(name)) return "asinh";
  if (/^mfcc\d+_mean$/.test(name)) return "linear";
  return "log";
}

/** Groups details that describe the same property of different descriptors: `share`, `spread`, or the variances. */
function kindOf(name: string): string {
  if (name.endsWith("_var")) return "variance";
  return name.includes(":") ? name.slice(0, name.indexOf(":")) : name;
}

function scoresByColumn(rows: Rows): Float64Array[] {
  return transposed(
    rows[0]!.reduce<Float64Array[]>((all, _, i) => [...all, normalScores(rows.map((row) => row[i]!))], []),
  );
}

function transposed(columns: readonly Float64Array[]): Float64Array[] {
  return Array.from(columns[0]!, (_, row) => Float64Array.from(columns, (column) => column[row]!));
}

/** The numbers 0, 1, 2 ... in place of any names, equal ones for equal ones. */
function renumber(groups: readonly unknown[]): number[] {
  const numbers = new Map([...new Set(groups)].map((group, i) => [group, i]));
  return groups.map((group) => numbers.get(group)!);
}

function rounded<Value>(value: Value): Value {
  return JSON.parse(
    JSON.stringify(value, (_, item: unknown) => (typeof item === "number" ? Number(item.toPrecision(DIGITS)) : item)),
  ) as Value;
}
