import { type DataSource, dropVariances, loadSource, reportSplit, takeSplit } from "../../dataset/index.ts";

import { evaluate, KNeighborsClassifier } from "../../models/index.ts";
import { formatCount, formatPercent } from "../common/index.ts";

/** Few tracks make single splits differ much; the mean of these is steady. */
const SPLITS = 20;

/** What real music gives, in one sentence, to stand beside figures of the replica: measured on the sample, on random rows and by track. */
export async function realMusicInWords(sample: DataSource): Promise<string> {
  const { segments } = await loadSource(sample);
  const table = dropVariances(segments!);
  const score = async (by: "row" | "track"): Promise<string> => {
    let sum = 0;
    for (let seed = 1; seed <= SPLITS; seed++) {
      const split = takeSplit(table, reportSplit(table, { by, seed: 2 * seed }));
      sum += (await evaluate(new KNeighborsClassifier({ nNeighbors: 3 }), split)).testAccuracy;
    }
    return formatPercent(sum / SPLITS);
  };
  const [byRow, byTrack] = [await score("row"), await score("track")];
  const tracks = new Set(table.track).size;
  const chance = formatPercent(1 / new Set(table.label).size);
  return `Real music beside it: on the ${formatCount(table.X.rows)} segments of the ${tracks} real clips in the sample, three nearest neighbours get ${byRow} right on random rows, and ${byTrack} by track, where guessing gets ${chance} (mean of ${SPLITS} splits). “npm run reproduce -- --data sample” makes all pages from that music.`;
}
