/** `npm run train`: trains a model on your own music that predicts your own genres. */
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, relative, resolve, sep } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { HearingModel, talkInWords, trainingWarnings } from "../app/index.ts";
import { type AudioFile, extractTable, findAudio } from "../audio/index.ts";
import { parseTextTable, readFeatureTable } from "../dataset/index.ts";
import { callerFolder, UserError, writeFileAtomic } from "../ground/index.ts";
import { saveModel } from "../models/index.ts";
import { percent } from "./hearing/judgementInWords.ts";
import { trainingPage } from "./hearing/trainingPage.ts";
import { progressReporter } from "./progressReporter.ts";
import { runCommand } from "./runCommand.ts";

/** The exit code shells report for a command stopped by Ctrl-C. */
const STOPPED = 130;
const SEGMENT_SECONDS = 3;

interface Options {
  readonly out: string;
  readonly labels?: string;
  readonly jobs?: number;
}

/** What is known about a song. */
interface Told {
  readonly genre?: string | undefined;
  /** The artist, or the album or folder that it shares with other songs. */
  readonly artist?: string | undefined;
}

const command = new Command("npm run train --")
  .description(
    "Learns your genres from your music (folders or a table tell genre and artist; tags in the files are not read): a trained network hears each song, a regression learns what it hears. How good that is is measured " +
      "on songs by artists (or of albums) that it had not met. Stopped or crashed, it goes on where it was when it is run again.",
  )
  .argument("<folder>", "music: FOLDER/GENRE/song.mp3, or FOLDER/GENRE/ARTIST OR ALBUM/song.mp3")
  .requiredOption(
    "--out <file>",
    "the model to write, for npm run classify -- --model; beside it a page (.html) and what was heard (.features.csv)",
  )
  .option("--labels <file>", "a CSV with the columns filename and genre, and perhaps artist, instead of folders")
  .option("--jobs <n>", "threads (default: one a core)", positiveInteger);

await runCommand(async () => {
  command.parse();
  const { out, labels, jobs } = command.opts<Options>();
  const from = callerFolder();
  const folder = resolve(from, command.args[0]!);
  const model = resolve(from, out);
  if (!existsSync(dirname(model))) throw new UserError(`--out ${out}: there is no folder ${dirname(model)}`);
  const found = findAudio([folder]);
  const tell = labels === undefined ? folderTells(folder) : labelsTell(resolve(from, labels));
  const files = found.files.filter((file) => tell(file).genre);
  const skipped = [...found.skipped];
  if (files.length < found.files.length) skipped.push(`songs without a genre: ${found.files.length - files.length}`);
  checkGenres(files, tell, labels ?? command.args[0]!);

  const table = `${model}.features.csv`;
  const stop = new AbortController();
  process.on("SIGINT", () => (stop.signal.aborted ? process.exit(STOPPED) : stop.abort()));
  const progress = progressReporter("songs");
  try {
    const report = await extractTable(files, table, {
      features: "musicnn",
      segment: SEGMENT_SECONDS,
      tempo: "mean",
      labelOf: (file) => tell(file).genre,
      ...(files.some((file) => tell(file).artist) && { artistOf: (file: AudioFile) => tell(file).artist }),
      jobs,
      signal: stop.signal,
      onProgress: progress.update,
    }).finally(progress.end);
    skipped.push(...report.skipped);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    console.error("stopped; the same command goes on from here");
    process.exitCode = STOPPED;
    return;
  }
  for (const line of skipped) console.error(`skipped ${line}`);
  const songs = await readFeatureTable(table, "segment");
  const warnings = trainingWarnings(songs);
  for (const warning of warnings) console.error(`note: ${warning}`);
  const trained = await train(songs);
  saveModel(model, trained.toJSON());
  const report = reportInWords(trained);
  await writeFileAtomic(
    `${model}.html`,
    trainingPage({
      name: basename(model),
      model: trained,
      report,
      warnings,
      skipped: skipped.map((line) => line.replaceAll(`${folder}${sep}`, "")),
    }),
  );
  console.log(report.join("\n"));
  console.log(
    `${out}: try it with npm run classify -- --model ${out} song.mp3; ${out}.html shows how good it is, what was heard is in ${out}.features.csv`,
  );
});

/** A single genre, or a genre with a single song, teaches a model nothing. */
function checkGenres(files: readonly AudioFile[], tell: (file: AudioFile) => Told, place: string): void {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(tell(file).genre!, (counts.get(tell(file).genre!) ?? 0) + 1);
  if (counts.size < 2) {
    const what = counts.size === 0 ? "no song has a genre" : `all songs are of one genre, ${[...counts.keys()][0]!}`;
    throw new UserError(`${place}: ${what}; expected at least two: FOLDER/GENRE/song.mp3, or --labels`);
  }
  const single = [...counts].filter(([, count]) => count < 2).map(([genre]) => genre);
  if (single.length > 0) {
    throw new UserError(
      `${place}: ${single.slice(0, 5).join(", ")}: a single song; expected at least two songs a genre`,
    );
  }
}

async function train(songs: Parameters<typeof HearingModel.train>[0]): Promise<HearingModel> {
  try {
    return await HearingModel.train(songs);
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(`these songs can't be learnt from: ${error.message}`);
    throw error;
  }
}

/** The first folder below the given one names the genre, the next one the artist or album. */
function folderTells(folder: string): (file: AudioFile) => Told {
  return (file) => {
    const [genre, artist, ...rest] = relative(folder, file.path).split(sep);
    if (artist === undefined) return {};
    return { genre, ...(rest.length > 0 && { artist: `${genre}/${artist}` }) };
  };
}

function labelsTell(path: string): (file: AudioFile) => Told {
  if (!existsSync(path)) throw new UserError(`--labels ${path}: there is no such file`);
  const { columns, rows } = parseTextTable(path, readFileSync(path));
  const [name, genre, artist, album] = ["filename", "genre", "artist", "album"].map((column) =>
    columns.indexOf(column),
  );
  if (name! < 0 || genre! < 0) {
    throw new UserError(`--labels ${path}: needs the columns filename and genre; found ${columns.join(", ")}`);
  }
  const known = new Map(rows.map((row) => [row[name!]!, row]));
  return (file) => {
    const row = known.get(file.name);
    return row ? { genre: row[genre!], artist: row[artist!] ?? row[album!] } : {};
  };
}

function reportInWords({ genres, learntFrom, heldOut }: HearingModel): string[] {
  const { accuracy, interval, calibrationError, refused, confusion } = heldOut;
  const counts = confusion.map((row) => row.reduce((sum, count) => sum + count));
  const largest = Math.max(...counts) / learntFrom.songs;
  const width = Math.max(...genres.map(({ length }) => length));
  const lines = genres.map((genre, i) => {
    const others = confusion[i]!.map((count, k) => ({ genre: genres[k]!, count: k === i ? 0 : count }));
    const most = others.reduce((a, b) => (b.count > a.count ? b : a));
    const taken = most.count > 0 ? `, most often taken for ${most.genre} (${most.count})` : "";
    return `  ${genre.padEnd(width)}  ${confusion[i]![i]} of ${counts[i]} songs rightly${taken}`;
  });
  return [
    `${genres.length} genres from ${learntFrom.songs} songs` +
      (learntFrom.apart === "artist" ? ` by ${learntFrom.groups} artists or of so many albums.` : "."),
    `${learntFrom.apart === "artist" ? "Of songs by others than it has learnt from" : "Of songs that it has not heard"} it names the genre rightly in ${percent(accuracy)} of cases (95 % interval: ` +
      `${percent(interval.low)} to ${percent(interval.high)}); always naming the largest genre is right in ${percent(largest)}.`,
    ...lines,
    `Its probabilities are off by ${percent(calibrationError)} on average; it takes ${percent(refused)} of these songs for no music that it knows. ${talkInWords()}`,
  ];
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("expected a whole number from 1 on");
  return value;
}
