import type { SourceTables } from "../../dataset/index.ts";
import { countOf } from "./formatNumber.ts";
import { joinProse, type Markdown, markdown, type Prose, prose } from "./prose.ts";

/**
 * Says what the data is, how much there is, and whether the report's figures can be expected of it.
 * @example
 * import { loadSource, resolveSource } from "../src/dataset/index.ts";
 * import { sourceInWords } from "../src/study/common/index.ts";
 * sourceInWords(await loadSource(resolveSource("sample"))).text; // => "A small sample of real music: 160 clips of FMA-small, …"
 * @param tables the source
 * @param options how much to say
 * @param options.brief leaves out what notebook 01 says of the tables and of their comparability
 */
export function sourceInWords(
  { source, clips, segments }: SourceTables,
  { brief = false }: { readonly brief?: boolean } = {},
): Markdown {
  const tables = [
    clips && prose`a 30-second table with ${countOf(clips.X.rows, "clip")}`,
    segments && prose`a 3-second table with ${countOf(segments.X.rows, "segment")}`,
  ];
  const table = (segments ?? clips)!;
  const tracks = new Set(table.track).size;
  const real = source.kind !== "replica" && source.kind !== "report";
  const missing = clips ? (segments ? undefined : "3-second") : "30-second";
  return markdown(
    brief && real
      ? prose`${source.description} Notebook 01 says what is in the tables, and what can be compared with the report.`
      : prose`${source.description} There is ${joinProse(tables, " and ")}, of ${countOf(tracks, "track")} in ${countOf(new Set(table.label).size, "genre")}.`,
    missing && prose`There is no ${missing} table in this source; sections that need it say so and are passed over.`,
    brief && real ? undefined : comparability(source.kind, tracks),
  );
}

function comparability(kind: SourceTables["source"]["kind"], tracks: number): Prose {
  if (kind === "report") return prose`These are the report's own tables, so its figures should come out again.`;
  if (kind === "replica") {
    return prose`It has the size and layout of the report's tables, so that its figures stand beside the report's, and **what they say of real music has to be checked on real music**: the sample (\`--data sample\`), or your own tables.`;
  }
  const size = prose`The report worked on about 8,000 tracks of FMA-small; here there are ${tracks.toLocaleString("en")}`;
  if (kind === "sample") {
    return prose`${size}. Its figures stand beside ours for orientation and **can't be compared one to one**: what carries over is the pattern, not the number.`;
  }
  return prose`${size}, and they may be other music. Its figures stand beside ours for orientation and **can't be compared one to one**.`;
}
