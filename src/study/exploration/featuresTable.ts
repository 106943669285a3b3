import { featureName, type Table, table } from "../common/index.ts";

/**
 * The features that are kept, and what each says about the sound. The MFCCs share one row.
 * @example
 * import { featuresTable } from "../src/study/exploration/index.ts";
 * const { text } = featuresTable(["tempo", "mfcc1_mean", "mfcc2_mean"], "Data: my songs");
 * text.split("\n")[3]!.split(/ {2,}/); // => ["Tempo", "tempo", "BPM", "beats a minute, as estimated"]
 */
export function featuresTable(features: readonly string[], source: string): Table {
  const mfccs = features.filter((name) => /^mfcc\d+_mean$/.test(name));
  const others = features.filter((name) => !mfccs.includes(name));
  const rows = others.map((name) => {
    const { title, unit, meaning } = featureName(name);
    return [title, name, unit ?? "", meaning];
  });
  if (mfccs.length > 0) {
    const columns = mfccs.length > 1 ? `${mfccs[0]!} … ${mfccs.at(-1)!}` : mfccs[0]!;
    rows.push([`MFCC (${mfccs.length})`, columns, "", featureName(mfccs[0]!).meaning]);
  }
  return table({
    caption: `The ${features.length} features that are kept, in words.`,
    source,
    columns: [
      { heading: "feature" },
      { heading: "column", minor: true },
      { heading: "unit" },
      { heading: "what it says", prose: true },
    ],
    rows,
  });
}
