/** `npm run classify`: the genre of audio files, overall and every 3 seconds. */
import { resolve } from "node:path";
import { Command } from "commander";
import {
  hearingCard,
  type HearingModel,
  type Judgement,
  readHearingModel,
  SAMPLE_MUSIC,
  sampleHearingModel,
} from "../app/index.ts";
import { FORMAT_TITLES, findAudio, type HeardFile, hearWork } from "../audio/index.ts";
import { callerFolder, csvField, UserError, writeFileAtomic } from "../ground/index.ts";
import { runParallel } from "../wasm/index.ts";
import { checkOutput } from "./checkOutput.ts";
import { judgementInWords } from "./hearing/judgementInWords.ts";
import { progressReporter } from "./progressReporter.ts";
import { runCommand } from "./runCommand.ts";

const COLUMNS = ["filename", "genre", "unknown"];
/** How tables of this command begin. */
const TABLE = `${COLUMNS.join(",")},`;
const ADDRESS = /^[a-z]+:\/\//i;

interface Options {
  readonly model?: string;
  readonly json?: true;
  readonly csv?: string;
}

interface Judged {
  readonly file: string;
  readonly name: string;
  readonly judgement: Judgement;
  readonly remarks: readonly string[];
}

const command = new Command("npm run classify --")
  .description(
    `Tells the genre of audio files (${FORMAT_TITLES.join(", ")}), whole and every 3 seconds, what a trained network hears in them and which known songs are the nearest; or ` +
      "that it is no music that the model knows.",
  )
  .argument("<audio...>", "files, or folders that are searched for audio files")
  .option("--model <file>", "a model of npm run train; without it, the one that learnt from the sample")
  .option(
    "--json",
    "print a line of JSON for each file (run it with npm run --silent, as npm prints two lines of its own)",
  )
  .option("--csv <file>", "write a table, one row a file");

await runCommand(async () => {
  command.parse();
  const { model: modelFile, json, csv } = command.opts<Options>();
  const from = callerFolder();
  for (const path of command.args) {
    if (ADDRESS.test(path)) throw new UserError(`${path}: it is an address; download the file and name that`);
    if (path === "-") throw new UserError("-: a file is needed, not a pipe; write the sound to one and name that");
  }
  if (csv !== undefined) {
    checkOutput({
      setting: `--csv ${csv}`,
      path: resolve(from, csv),
      kind: "a table of this command",
      beginning: TABLE,
    });
  }
  const { files, skipped } = findAudio(command.args.map((path) => resolve(from, path)));
  const model =
    modelFile === undefined
      ? await sampleHearingModel()
      : readHearingModel(resolve(from, modelFile), `--model ${modelFile}`);
  const heard = await hearAll(files.map(({ path }) => path));
  const judged: Judged[] = [];
  const failed = [...skipped];
  for (const [i, of] of heard.entries()) {
    const { path, name } = files[i]!;
    if (typeof of === "string") failed.push(of);
    else {
      for (const remark of of.remarks) console.error(`${path}: ${remark}`);
      judged.push({ file: path, name, judgement: await model.judge(of), remarks: of.remarks });
    }
  }
  if (judged.length === 0) throw new UserError(failed.join("\n"));
  for (const line of failed) console.error(`skipped ${line}`);
  if (csv !== undefined) writeTable(resolve(from, csv), model, judged);
  const card = hearingCard(model, modelFile === undefined ? SAMPLE_MUSIC : `(${modelFile})`);
  if (json) {
    for (const { file, judgement, remarks } of judged) {
      console.log(JSON.stringify({ file, music: judgement.unknown === undefined, ...judgement, remarks, model: card }));
    }
    return;
  }
  if (csv !== undefined) console.log(`${csv}: ${judged.length} rows; skipped: ${failed.length}`);
  else for (const { name, judgement } of judged) console.log(judgementInWords(name, judgement));
  console.log(card.words);
});

/** Uses all cores for several files, and this process for a single one. */
async function hearAll(paths: readonly string[]): Promise<(HeardFile | string)[]> {
  if (paths.length === 1) return runParallel(hearWork, null, paths, { workers: 1 });
  const progress = progressReporter("files");
  progress.update(0, paths.length);
  return runParallel(hearWork, null, paths, {
    onProgress: (done) => progress.update(Math.round(done * paths.length), paths.length),
  }).finally(progress.end);
}

function writeTable(path: string, { genres }: HearingModel, judged: readonly Judged[]): void {
  const header = [...COLUMNS, ...genres, "tags"];
  const rows = judged.map(({ name, judgement: { unknown, genres: of, tags } }) => [
    name,
    unknown === undefined ? of[0]!.genre : "",
    unknown ?? "",
    ...genres.map((genre) => of.find((one) => one.genre === genre)!.confidence.toFixed(4)),
    tags.map(({ tag }) => tag).join("; "),
  ]);
  writeFileAtomic(path, [header, ...rows].map((row) => `${row.map(csvField).join(",")}\n`).join(""));
}
