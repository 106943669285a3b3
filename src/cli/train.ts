/** `npm run train`: trains a model on your own music that predicts your own genres. */
import { statSync } from "node:fs";
import { basename, resolve, sep } from "node:path";
import { Command, Option } from "commander";
import { calibrationInWords, guessingInWords, HearingModel, talkInWords, trainingWarnings } from "../app/index.ts";
import { type AudioFile, extractTable, findAudio, type FoundAudio } from "../audio/index.ts";
import { readFeatureTable } from "../dataset/index.ts";
import { callerFolder, UserError, writeFileAtomic } from "../ground/index.ts";
import { MODEL_BEGINNING, saveModel } from "../models/index.ts";
import { checkOutput } from "./checkOutput.ts";
import { percent } from "./hearing/judgementInWords.ts";
import { type Telling, tellSongs } from "./hearing/tellSongs.ts";
import { trainingPage } from "./hearing/trainingPage.ts";
import { jobCount } from "./options.ts";
import { progressReporter } from "./progressReporter.ts";
import { runCommand } from "./runCommand.ts";
import { stoppable } from "./stoppable.ts";

const SEGMENT_SECONDS = 3;
/** The most names listed in a message. */
const SHOWN = 5;

interface Options {
  readonly out: string;
  readonly labels?: string;
  readonly genreFromTags?: true;
  readonly jobs?: number;
}

const command = new Command("npm run train --")
  .description(
    "Learns your genres from your music: a trained network hears each song, a regression learns from what it hears. How good the model is, is measured on songs by artists (or from albums) that it had not met; " +
      "artists come from folders or a table, otherwise from tags in the files. If it was stopped or crashed, run it again and it continues; later runs process only new and changed songs.",
  )
  .argument("<folder>", "music: FOLDER/GENRE/song.mp3, or FOLDER/GENRE/ARTIST OR ALBUM/song.mp3")
  .requiredOption(
    "--out <file>",
    "the model to write, for npm run classify -- --model; beside it a page (.html), what was heard (.features.csv) and of which files (.features.csv.journal)",
  )
  .addOption(
    new Option(
      "--labels <file>",
      "a CSV with the columns filename and genre, and perhaps artist, instead of folders",
    ).conflicts("genreFromTags"),
  )
  .option("--genre-from-tags", "the genre that the tags in each file tell, instead of its folder's name")
  .option("--jobs <n>", "threads (default: one a core)", jobCount);

await runCommand(async () => {
  command.parse();
  const { out, labels, genreFromTags, jobs } = command.opts<Options>();
  const from = callerFolder();
  const folder = resolve(from, command.args[0]!);
  const model = resolve(from, out);
  checkOutput({ setting: `--out ${out}`, path: model, kind: "a model", beginning: MODEL_BEGINNING });
  if (statSync(folder, { throwIfNoEntry: false })?.isFile()) {
    throw new UserError(`${command.args[0]!}: it is a file; expected a folder, FOLDER/GENRE/song.mp3`);
  }
  const found = findAudio([folder]);
  const tell = await tellSongs(found.files, {
    folder,
    genreFromTags,
    labels: labels === undefined ? undefined : resolve(from, labels),
  });
  const { files, skipped } = songsToLearn(found, tell, genreFromTags);
  checkGenres(
    files.map((file) => tell.of(file).genre!),
    labels ?? command.args[0]!,
  );

  const table = `${model}.features.csv`;
  const progress = progressReporter("songs");
  const extracted = await stoppable((signal) =>
    extractTable(files, table, {
      features: "musicnn",
      segment: SEGMENT_SECONDS,
      tempo: "mean",
      keepsJournal: true,
      labelOf: (file) => tell.of(file).genre,
      artistOf: (file) => tell.of(file).artist,
      jobs,
      signal,
      onProgress: progress.update,
    }).finally(progress.end),
  );
  if (!extracted) return;
  skipped.push(...extracted.skipped);
  if (extracted.resumed > 0) console.error(`heard before: ${extracted.resumed} of ${files.length} songs`);
  for (const line of skipped) console.error(`skipped ${line}`);
  const songs = await readFeatureTable(table, "segment");
  checkGenres([...new Map(songs.track.map((track, row) => [track, songs.label[row]!])).values()], "what could be read");
  const warnings = [...tell.notes, ...trainingWarnings(songs)];
  for (const warning of warnings) console.error(`note: ${warning}`);
  const trained = await train(songs);
  saveModel(model, trained.toJSON());
  const report = reportInWords(trained);
  writeFileAtomic(
    `${model}.html`,
    trainingPage({
      name: basename(model),
      model: trained,
      report,
      credits: tell.credits,
      warnings,
      skipped: skipped.map((line) => line.replaceAll(`${folder}${sep}`, "")),
    }),
  );
  console.log([report[0], tell.credits, ...report.slice(1)].join("\n"));
  console.log(
    `${out}: try it with npm run classify -- --model ${out} song.mp3; ${out}.html shows how good it is, what was heard is in ${out}.features.csv`,
  );
});

/** The songs with a genre, and what was left out. Where genres come from tags, genres with a single song are left out too. */
function songsToLearn(
  found: FoundAudio,
  tell: Telling,
  genreFromTags: boolean | undefined,
): { readonly files: AudioFile[]; readonly skipped: string[] } {
  const skipped = [...found.skipped];
  for (const [ending, count] of found.others) skipped.push(`files of sound that are not read: ${count} of ${ending}`);
  const withGenre = found.files.filter((file) => tell.of(file).genre !== undefined);
  const without = found.files.length - withGenre.length;
  if (without > 0) skipped.push(`songs without a genre: ${without}`);
  if (!genreFromTags) return { files: withGenre, skipped };
  const counts = countOf(withGenre.map((file) => tell.of(file).genre!));
  const files = withGenre.filter((file) => counts.get(tell.of(file).genre!)! > 1);
  if (files.length === 0) return { files: withGenre, skipped };
  const single = singles(counts);
  if (single.length > 0) skipped.push(`genres of a single song: ${few(single)}`);
  return { files, skipped };
}

/** A single genre, or a genre with a single song, teaches a model nothing. */
function checkGenres(genres: readonly string[], place: string): void {
  const counts = countOf(genres);
  if (counts.size < 2) {
    const what = counts.size === 0 ? "no song has a genre" : `all songs are of one genre, ${genres[0]!}`;
    const ways = "FOLDER/GENRE/song.mp3, or --labels, or --genre-from-tags";
    throw new UserError(`${place}: ${what}; expected at least two: ${ways}`);
  }
  const single = singles(counts);
  if (single.length > 0) {
    throw new UserError(`${place}: ${few(single)}: a single song; expected at least two songs a genre`);
  }
}

function countOf(genres: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const genre of genres) counts.set(genre, (counts.get(genre) ?? 0) + 1);
  return counts;
}

function singles(counts: ReadonlyMap<string, number>): string[] {
  return [...counts].filter(([, count]) => count < 2).map(([genre]) => genre);
}

function few(names: readonly string[]): string {
  const others = names.length - SHOWN;
  return `${names.slice(0, SHOWN).join(", ")}${others > 0 ? ` and ${others} more` : ""}`;
}

async function train(songs: Parameters<typeof HearingModel.train>[0]): Promise<HearingModel> {
  try {
    return await HearingModel.train(songs);
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(`these songs can't be learnt from: ${error.message}`);
    throw error;
  }
}

function reportInWords({ genres, learntFrom, heldOut }: HearingModel): string[] {
  const { accuracy, interval, calibrationError, refused, confusion } = heldOut;
  const counts = confusion.map((row) => row.reduce((sum, count) => sum + count));
  const width = Math.max(...genres.map(({ length }) => length));
  const lines = genres.map((genre, i) => {
    const others = confusion[i]!.map((count, k) => ({ genre: genres[k]!, count: k === i ? 0 : count }));
    const most = others.reduce((a, b) => (b.count > a.count ? b : a));
    const taken = most.count > 0 ? `, most often taken for ${most.genre} (${most.count})` : "";
    return `  ${genre.padEnd(width)}  ${confusion[i]![i]} of ${counts[i]} songs rightly${taken}`;
  });
  return [
    `${genres.length} genres from ${learntFrom.songs} songs` +
      (learntFrom.apart === "artist" ? ` by ${learntFrom.groups} artists or from as many albums.` : "."),
    `${learntFrom.apart === "artist" ? "Of songs by others than it has learnt from" : "Of songs that it has not heard"} it names the genre rightly in ${percent(accuracy)} of cases (95 % interval: ` +
      `${percent(interval.low)} to ${percent(interval.high)}); always naming the largest genre is right in ${guessingInWords(confusion)}.`,
    ...lines,
    `${calibrationInWords(calibrationError)}; it takes ${percent(refused)} of these songs for no music that it knows. ${talkInWords()}`,
  ];
}
