import { checkTables, type DataSource, loadSource, resolveSource, type SourceTables } from "../../dataset/index.ts";
import { KNeighborsClassifier } from "../../models/index.ts";
import { type PageHeader, versions } from "../../notebook/index.ts";
import {
  countOf,
  formatPercent,
  hasLearnedFeatures,
  listInWords,
  repeatedScore,
  reportTables,
} from "../common/index.ts";
import { REPORT } from "../published/index.ts";

/**
 * Loads the tables of a source, by its name or folder.
 * @example
 * import { loadTables } from "../src/study/index/index.ts";
 * (await loadTables("sample")).clips!.X.rows; // => 160
 */
export async function loadTables(source: string): Promise<SourceTables> {
  return loadSource(resolveSource(source));
}

/** Further facts that identify a run. */
export interface RunFacts {
  readonly seed: number;
  /** The commit of the project's code; absent if it isn't under version control. */
  readonly commit?: string;
}

/**
 * What the pages and results say about the data, the run and the software.
 * @example
 * import { loadTables, pageHeader } from "../src/study/index/index.ts";
 * const { facts } = await pageHeader(await loadTables("sample"), { seed: 1 });
 * facts[0]; // => { label: "Data", value: "FMA sample: 160 clips, 1,600 segments, 8 genres" }
 */
export async function pageHeader(tables: SourceTables | undefined, run?: RunFacts): Promise<PageHeader> {
  const software = { label: "Ran with", value: versions() };
  const day = { label: "Run", value: new Date().toISOString().slice(0, 10) };
  if (tables === undefined) return { facts: [software, day], notices: [] };
  const notices = checkTables(tables);
  // Readers must know that data is drawn before they read any of its figures.
  if (tables.source.kind === "replica")
    notices.unshift(tables.source.description, await realMusicInWords(resolveSource("sample")));
  const hashes = [tables.clips, tables.segments].flatMap((table) => (table ? [table.sha256.slice(0, 12)] : []));
  const facts = [
    { label: "Data", value: describe(tables) },
    { label: "SHA-256", value: hashes.join(", ") },
    { label: "The report", value: `${REPORT.title}, by ${listInWords(REPORT.authors)} (undated)` },
    ...(run ? [{ label: "Seed", value: String(run.seed) }] : []),
    day,
    software,
    ...(run?.commit === undefined ? [] : [{ label: "Commit", value: run.commit }]),
  ];
  return { facts, notices };
}

/**
 * The same for the page of learned features; describes the sample if the run's tables lack the network's features.
 * @example
 * import { learnedPageHeader, loadTables } from "../src/study/index/index.ts";
 * await learnedPageHeader(await loadTables("sample")); // => undefined
 */
export async function learnedPageHeader(
  tables: SourceTables | undefined,
  run?: RunFacts,
): Promise<PageHeader | undefined> {
  if (tables === undefined || hasLearnedFeatures(tables) || tables.source.kind === "sample") return undefined;
  return pageHeader(await loadTables("sample"), run);
}

function describe({ source, clips, segments }: SourceTables): string {
  const counts = [
    clips && `${clips.X.rows.toLocaleString("en")} clips`,
    segments && `${segments.X.rows.toLocaleString("en")} segments`,
    `${new Set((clips ?? segments)?.label).size} genres`,
  ];
  return `${source.title}: ${counts.filter(Boolean).join(", ")}`;
}

/** What real music gives, in one sentence to accompany the replica's figures: the sample's headline. */
export async function realMusicInWords(sample: DataSource): Promise<string> {
  const { table } = reportTables(await loadSource(sample)).segments!;
  const create = (): KNeighborsClassifier => new KNeighborsClassifier({ nNeighbors: 3 });
  const [random, byTrack] = await Promise.all(
    (["row", "track"] as const).map((by) => repeatedScore(table, create, { by, seed: 1 })),
  );
  const chance = formatPercent(1 / new Set(table.label).size, 1);
  return `Real music beside it: on the ${countOf(table.X.rows, "segment")} of the ${countOf(new Set(table.track).size, "real clip")} in the sample, three nearest neighbours get ${formatPercent(random!.accuracy)} right on random rows, and ${formatPercent(byTrack!.accuracy)} by track, where guessing gets ${chance} (mean of ${byTrack!.splits} splits). “npm run reproduce -- --data sample” makes all pages from that music.`;
}
