import { dropVariances, type FeatureTable, groupsOf, reportSplit } from "../../dataset/index.ts";
import { permutation, randomOrder, takeItems, takeMatrixRows } from "../../ground/index.ts";
import {
  accuracyInterval,
  gainInterval,
  type Interval,
  KNeighborsClassifier,
  StandardScaler,
} from "../../models/index.ts";
import type { ShownData } from "./shownData.ts";
import { resampledWith } from "../common/index.ts";

/** The accuracy on segments with a given number of their siblings in the training part. */
export interface SiblingPoint {
  readonly siblings: number;
  readonly accuracy: number;
  readonly interval: Interval;
}

/** How the accuracy of k-nearest neighbours depends on the test segments' siblings. */
export interface SiblingCurve {
  readonly data: ShownData;
  readonly k: number;
  /** Starting with no siblings. */
  readonly points: readonly SiblingPoint[];
  /** Without any segment of the artist's tracks, if artists are known; `gain` is the interval of what the artist's other tracks add. */
  readonly byArtist?: Omit<SiblingPoint, "siblings"> & { readonly gain: Interval };
  /** The mean number of siblings of a test segment that the report's split leaves in the training part. */
  readonly leftByRandomRows: number;
  /** The number of segments classified. */
  readonly queries: number;
}

export interface SiblingCurveOptions {
  readonly seed: number;
  readonly k?: number;
  /** The most segments to classify, drawn at random. */
  readonly queries?: number;
}

/**
 * Classifies segments by their k nearest neighbours among all other segments: first with all of a segment's siblings among them, then
 * with fewer and fewer, down to none. Everything else stays the same: the test segments and the other tracks. One search serves the
 * whole curve, because only siblings drop out of the ranked neighbours. Features are the report's, standardised over all rows.
 * @returns undefined if the source has no segments
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { shownData, siblingCurve } from "../src/study/beyond/index.ts";
 * const [shown] = await shownData(await loadSource(resolveSource("sample")));
 * const curve = await siblingCurve(shown!, { seed: 1, queries: 300 });
 * const { points } = curve!;
 * [points[0]!.accuracy, points[3]!.accuracy, points[9]!.accuracy]; // => [0.18, 0.767, 0.963]
 */
export async function siblingCurve(
  data: ShownData,
  { seed, k = 3, queries = 1500 }: SiblingCurveOptions,
): Promise<SiblingCurve | undefined> {
  if (!data.segments) return undefined;
  const table = dropVariances(data.segments);
  const X = new StandardScaler().fit(table.X).transform(table.X);
  const classifier = new KNeighborsClassifier({ nNeighbors: k });
  await classifier.train(X, table.label);
  const drawn = permutation(X.rows, seed).slice(0, queries);
  const rowsOf = rowsOfGroups(table.track);
  const most = Math.max(...[...rowsOf.values()].map((rows) => rows.length)) - 1;
  const groups = takeItems(resampledWith(table), drawn);

  const ranked = await rankedNeighbours(classifier, X, drawn, k + most + 1);
  const siblings = Array.from(drawn, (row, i) =>
    randomOrder(
      rowsOf.get(table.track[row]!)!.filter((other) => other !== row),
      seed + i,
    ),
  );
  const correct = Array.from({ length: most + 1 }, (_, left) =>
    ranked.map((neighbours, i) => {
      const removed = new Set(siblings[i]!.slice(left)).add(drawn[i]!);
      return vote(neighbours, removed, k, table.label) === table.label[drawn[i]!];
    }),
  );
  const points = correct.map((hits, left): SiblingPoint => ({ siblings: left, ...share(hits, groups, seed) }));
  return {
    data,
    k,
    points,
    ...(table.artist
      ? { byArtist: await withoutArtist(classifier, X, table, drawn, { k, seed, before: correct[0]! }) }
      : {}),
    leftByRandomRows: siblingsLeft(table, seed),
    queries: drawn.length,
  };
}

async function rankedNeighbours(
  classifier: KNeighborsClassifier,
  X: FeatureTable["X"],
  rows: ArrayLike<number>,
  count: number,
): Promise<Int32Array[]> {
  const k = Math.min(count, X.rows);
  const { indices } = await classifier.kneighbors(takeMatrixRows(X, rows), k);
  return Array.from({ length: rows.length }, (_, i) => indices.subarray(i * k, (i + 1) * k));
}

/** The majority genre of the k nearest neighbours that are left; on a tie, the one that comes first. */
function vote(
  neighbours: Int32Array,
  removed: { has(row: number): boolean },
  k: number,
  label: readonly string[],
): string | undefined {
  const votes = new Map<string, number>();
  let left = k;
  for (const row of neighbours) {
    if (left === 0) break;
    if (removed.has(row)) continue;
    votes.set(label[row]!, (votes.get(label[row]!) ?? 0) + 1);
    left--;
  }
  return [...votes].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0];
}

/** Like no siblings, but without the artist's other tracks either. Artists with many tracks need long lists of neighbours. */
async function withoutArtist(
  classifier: KNeighborsClassifier,
  X: FeatureTable["X"],
  table: FeatureTable,
  drawn: Uint32Array,
  { k, seed, before }: { readonly k: number; readonly seed: number; readonly before: readonly boolean[] },
): Promise<NonNullable<SiblingCurve["byArtist"]>> {
  const artists = groupsOf(table, "artist");
  const found = new Map<number, boolean>();
  let open = [...drawn];
  for (let count = 64; open.length > 0; count *= 4) {
    const ranked = await rankedNeighbours(classifier, X, open, count);
    const short: number[] = [];
    open.forEach((query, i) => {
      const removed = { has: (row: number) => artists[row] === artists[query] };
      const others = ranked[i]!.filter((row) => !removed.has(row)).length;
      if (others < k && count < X.rows) short.push(query);
      else found.set(query, vote(ranked[i]!, removed, k, table.label) === table.label[query]);
    });
    open = short;
  }
  const correct = Array.from(drawn, (row) => found.get(row)!);
  const groups = Array.from(drawn, (row) => artists[row]!);
  const gains = before.map((hit, i) => Number(hit) - Number(correct[i]));
  return { ...share(correct, groups, seed), gain: gainInterval(gains, groups, { seed }) };
}

function share(correct: readonly boolean[], groups: readonly string[], seed: number): Omit<SiblingPoint, "siblings"> {
  const accuracy = correct.filter(Boolean).length / correct.length;
  return { accuracy, interval: accuracyInterval(correct, groups, { seed }) };
}

function siblingsLeft(table: FeatureTable, seed: number): number {
  const { train, test } = reportSplit(table, { by: "row", seed });
  const counts = new Map<string, number>();
  for (const row of train) counts.set(table.track[row]!, (counts.get(table.track[row]!) ?? 0) + 1);
  return test.reduce((sum, row) => sum + (counts.get(table.track[row]!) ?? 0), 0) / test.length;
}

function rowsOfGroups(groups: readonly string[]): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  groups.forEach((group, row) => {
    const list = rows.get(group);
    if (list) list.push(row);
    else rows.set(group, [row]);
  });
  return rows;
}
