import { type DataSource, loadSource } from "../../dataset/index.ts";
import { countOf, formatPercent, repeatedScore, reportTables } from "../common/index.ts";
import { KNeighborsClassifier } from "../../models/index.ts";

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
