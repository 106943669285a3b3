import { checkTables, loadSource, resolveSource, type SourceTables } from "../../dataset/index.ts";
import { type PageHeader, versions } from "../../notebook/index.ts";
import { hasLearnedFeatures } from "../common/index.ts";
import { realMusicInWords } from "./realMusicInWords.ts";

export async function loadTables(source: string): Promise<SourceTables> {
  return loadSource(resolveSource(source));
}

/** What the pages say of the data and the software. */
export async function pageHeader(tables: SourceTables | undefined): Promise<PageHeader> {
  const software = { label: "Ran with", value: versions() };
  if (tables === undefined) return { facts: [software], notices: [] };
  const notices = checkTables(tables);
  // What drawn data is has to be known before any of its figures is read.
  if (tables.source.kind === "replica")
    notices.unshift(tables.source.description, await realMusicInWords(resolveSource("sample")));
  return { facts: [{ label: "Data", value: describe(tables) }, software], notices };
}

/** The same for the page of learned features: of the sample, where the run's tables don't have what the network hears. */
export async function learnedPageHeader(tables: SourceTables | undefined): Promise<PageHeader | undefined> {
  if (tables === undefined || hasLearnedFeatures(tables)) return undefined;
  return pageHeader(await loadTables("sample"));
}

function describe({ source, clips, segments }: SourceTables): string {
  const counts = [
    clips && `${clips.X.rows.toLocaleString("en")} clips`,
    segments && `${segments.X.rows.toLocaleString("en")} segments`,
    `${new Set((clips ?? segments)?.label).size} genres`,
  ];
  return `${source.title}: ${counts.filter(Boolean).join(", ")}`;
}
