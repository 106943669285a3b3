/**
 * What `npm run reproduce` needs once its first notebooks are starting: to read tables, and to tell what was found. Loading it takes
 * as long as a short notebook, so it is loaded while the kernels start.
 */
import { checkTables } from "../../dataset/checkTables.ts";
import { loadSource, type SourceTables } from "../../dataset/loadSource.ts";
import { resolveSource } from "../../dataset/resolveSource.ts";
import type { PageHeader } from "../../notebook/publishNotebooks.ts";
import { realMusicInWords } from "./realMusicInWords.ts";
import { versions } from "../../cli/versions.ts";

export { acceptResults, checkResults } from "./expectedResults.ts";
export { keepLarger } from "./keepLarger.ts";
export { formatResults } from "./results.ts";
export { tellStory } from "./tellStory.ts";

export async function loadTables(source: string): Promise<SourceTables> {
  return loadSource(resolveSource(source));
}

/** What the pages say of the data and the software. */
export async function pageHeader(tables: SourceTables | undefined): Promise<PageHeader> {
  const software = { label: "Ran with", value: versions() };
  if (tables === undefined) return { facts: [software], notices: [] };
  const notices = [tables.source.description, ...checkTables(tables)];
  if (tables.source.kind === "replica") notices.push(await realMusicInWords(resolveSource("sample")));
  return { facts: [{ label: "Data", value: describe(tables) }, software], notices };
}

function describe({ source, clips, segments }: SourceTables): string {
  const counts = [
    clips && `${clips.X.rows.toLocaleString("en")} clips`,
    segments && `${segments.X.rows.toLocaleString("en")} segments`,
    `${new Set((clips ?? segments)?.label).size} genres`,
  ];
  return `${source.title}: ${counts.filter(Boolean).join(", ")}`;
}
