/** `npm run classify`: the genre of an audio file, for the whole clip and every 3 seconds. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { cachedGenreModel, type GenreConfidence, GenreModel, genresOfClip } from "../app/index.ts";
import { extractClip } from "../audio/index.ts";
import { loadSource, resolveMusic } from "../dataset/index.ts";
import { readModel, saveModel } from "../models/index.ts";
import { withOtherColumnsOption } from "./otherColumnsOption.ts";
import { runCommand } from "./runCommand.ts";
import { callerFolder, UserError } from "../ground/index.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const SAVED_MODEL = join(ROOT, ".cache/genre.model");
const SEGMENT_SECONDS = 3;
const SHOWN_GENRES = 3;

interface Options {
  readonly model?: string;
  readonly data: string;
  readonly json?: true;
}

const command = new Command("npm run classify --")
  .description(
    "Tells the genre of an audio file (MP3, WAV, FLAC, Ogg Vorbis, Opus, AIFF, AU, CAF), whole and every 3 seconds. The model is trained on a " +
      "table of segments, once, and saved.",
  )
  .argument("<audio>", "the file")
  .option(
    "--data <source>",
    "what to learn from: sample, auto (the report's tables in data/, else sample), or a folder with your own tables",
    "auto",
  )
  .option("--model <file>", "a saved model: used where the file is there, else trained and saved there")
  .option("--json", "print JSON")
  .allowExcessArguments(false);

withOtherColumnsOption(command);

await runCommand(async () => {
  command.parse();
  const { model: modelFile, data, json } = command.opts<Options>();
  const from = callerFolder();
  const path = resolve(from, command.args[0]!);
  const { rows, remarks } = await extractClip(path, { segment: SEGMENT_SECONDS, tempo: "mean" });
  for (const remark of remarks) console.error(`${command.args[0]!}: ${remark}`);
  const model = await savedOrTrained(modelFile && resolve(from, modelFile), data, from);
  const segments = await model.classify(rows.map(({ features }) => features));
  const clip = genresOfClip(segments);
  if (json) {
    const { trainedOn, accuracyByTrack } = model;
    const parts = segments.map((genres, i) => ({ from: i * SEGMENT_SECONDS, genres }));
    console.log(JSON.stringify({ file: path, model: { trainedOn, accuracyByTrack }, genres: clip, segments: parts }));
    return;
  }
  console.log(`${command.args[0]!}: ${inWords(clip.slice(0, SHOWN_GENRES))}`);
  segments.forEach((genres, i) => console.log(`  ${clock(i * SEGMENT_SECONDS)}  ${inWords(genres.slice(0, 1))}`));
  const { tracks, genres } = model.trainedOn;
  console.log(
    `The model knows ${tracks} tracks. Of 3 seconds of a track that it has not heard, it tells the genre rightly in ` +
      `${percent(model.accuracyByTrack)} of cases; guessing among ${genres} genres is right in ${percent(1 / genres)}.`,
  );
});

/** A model file that was named is taken as it is; the project's own is trained again where the table has changed. */
async function savedOrTrained(named: string | undefined, data: string, from: string): Promise<GenreModel> {
  if (named !== undefined && existsSync(named)) return loadModel(named);
  // Sources stand in the project; a folder of the user's where the command was called.
  process.chdir(ROOT);
  const isName = ["auto", "sample", "replica"].includes(data);
  const { segments, source } = await loadSource(resolveMusic(isName ? data : resolve(from, data)));
  if (!segments) throw new UserError(`--data ${data}: ${source.title} has no table of segments to learn from`);
  if (named === undefined) return cachedGenreModel(segments, SAVED_MODEL);
  const model = await GenreModel.train(segments);
  saveModel(named, model.toJSON());
  return model;
}

function loadModel(path: string): GenreModel {
  try {
    return GenreModel.load(readModel(path));
  } catch (error) {
    throw new UserError(`--model ${path} can't be used: ${(error as Error).message}`);
  }
}

function inWords(genres: readonly GenreConfidence[]): string {
  return genres.map(({ genre, confidence }) => `${genre} ${percent(confidence)}`).join(", ");
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
