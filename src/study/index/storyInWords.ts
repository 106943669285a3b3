import type { SourceTables } from "../../dataset/index.ts";
import { chanceOf, countOf, formatPercent } from "../common/index.ts";
import { bestHonest, headlineRows, type HeadlineRow } from "./headlineTable.ts";
import type { StoryFigure } from "./collectFigures.ts";

/** The interval assumed for a figure without one: everything a score can be. */
const ALL = [0, 1] as const;

/**
 * The finding, the data and the certainty, for the head of the index, as plain sentences, each only if the figures support it: first
 * the finding, then its context. Empty if a run has not measured the headline scores.
 */
export function storyInWords(figures: readonly StoryFigure[], tables: SourceTables): readonly string[] {
  const rows = headlineRows(figures);
  if (rows.length === 0) return [];
  const table = (tables.segments ?? tables.clips)!;
  const chance = chanceOf(table);
  const main = rows.find(({ name }) => name === "KNN") ?? rows[0]!;
  const best = bestHonest(figures, tables);
  return [
    finding(main, describeMusic(tables), chance, main.table === "3s" ? "3-second segments" : "30-second clips"),
    [best && `${bestInWords(best)}${atChance(best, chance)}`, simulated(figures)].filter(Boolean).join(" "),
  ].filter((paragraph) => paragraph !== "");
}

/** "160 real clips by 145 artists". */
function describeMusic({ source, clips, segments }: SourceTables): string {
  const table = (segments ?? clips)!;
  // Whether a user's own tables are music is not for us to say.
  const noun = { replica: "simulated track", sample: "real clip", report: "real clip", folder: "track" }[source.kind];
  const tracks = countOf(new Set(table.track).size, noun);
  const artists = new Set(table.artist?.filter((name) => name !== null)).size;
  return artists > 1 && source.kind !== "replica" ? `${tracks} by ${countOf(artists, "artist")}` : tracks;
}

function finding(
  { name, random, byTrack, byArtist }: HeadlineRow,
  music: string,
  chance: number,
  rows: string,
): string {
  const right = `On ${music}, ${name === "KNN" ? "k nearest neighbours name" : `${name} names`} the genre of ${percent(random)} of ${rows} rightly when rows are drawn at random`;
  const guess = `where always guessing the largest genre gets ${formatPercent(chance, chance < 0.2 ? 1 : 0)}`;
  const apart = byTrack ?? byArtist;
  if (!apart) return `${right}${intervalOf(random)}, ${guess}.`;
  const what = byTrack ? "no track stands on both sides of the split" : "no artist stands on both sides of the split";
  // What both scores have over guessing: the leak is most of the first if the second has surely less than half of that.
  const lowest = (random.interval ?? ALL)[0];
  const highest = (apart.interval ?? ALL)[1];
  const leaks = highest < lowest;
  const mostly = leaks && highest - chance < (lowest - chance) / 2;
  const artists = byTrack && byArtist ? ` By artist it is ${percent(byArtist)}${intervalOf(byArtist)}.` : "";
  const meaning = leaks
    ? ` ${mostly ? "Most" : "Part"} of what random rows score beyond guessing comes from recognising ${byTrack ? "recordings" : "artists"}, not genres.`
    : "";
  return `${right}, and of ${percent(apart)}${intervalOf(apart)} when ${what}, ${guess}.${artists}${meaning}`;
}

function bestInWords(best: StoryFigure): string {
  const apart = best.id.endsWith(".by-artist") ? "artists" : "tracks";
  return `The best honest model, chosen within the training folds with ${apart} apart, names ${percent(best)} of whole songs${intervalOf(best)}.`;
}

function atChance({ interval }: StoryFigure, chance: number): string {
  return interval && interval[0] <= chance ? " That is not surely better than guessing." : "";
}

/** What drawn data of the report's size gives, if it is shown beside music. */
function simulated(figures: readonly StoryFigure[]): string | undefined {
  const find = (id: string): StoryFigure | undefined => figures.find((figure) => figure.id === id);
  const [random, byTrack] = [find("replica.accuracy.3s.knn.test"), find("replica.accuracy.3s.knn.test.by-track")];
  if (!random || !byTrack) return undefined;
  return `Simulated at the report's size (drawn by lot, not music) KNN gets ${percent(random)} on random rows and ${percent(byTrack)} with tracks apart.`;
}

function percent({ measured }: StoryFigure): string {
  return formatPercent(measured as number);
}

function intervalOf({ interval }: StoryFigure): string {
  return interval ? ` (95 % interval ${formatPercent(interval[0])} to ${formatPercent(interval[1])})` : "";
}
