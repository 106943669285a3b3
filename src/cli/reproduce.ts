/** `npm run reproduce`: runs the notebooks and writes their pages. */
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { access, constants, mkdir, readFile, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import {
  type JsonValue,
  ParameterText,
  type ParameterValue,
  parseParameterValue,
  publishNotebooks,
  versions,
} from "../notebook/index.ts";
import { callerFolder, isSourceName, SOURCE_NAMES, sourceFrom, UserError, writeFileAtomic } from "../ground/index.ts";
import type * as Later from "../study/index/index.ts";
import type { Story } from "../study/index/index.ts";
import { withOtherColumnsOption } from "./options.ts";
import { forgetCaches } from "./forgetCaches.ts";
import { runCommand } from "./runCommand.ts";
import { showProgress } from "./showProgress.ts";
import { receiveOrder, report, watchNotebooks } from "./watch/watchNotebooks.ts";

const later = once(() => createRequire(import.meta.url)("../study/index/index.ts") as typeof Later);
const ROOT = resolve(import.meta.dirname, "../..");
/** The notebook that falls back to the sample if the data at hand lacks the trained network's features. */
const LEARNED = "07-learned-features.ipynb";
/** The figures of the default data, as committed. */
const EXPECTED = join(ROOT, "reports", "expected.json");
/** The seed the notebooks declare. */
const DEFAULT_SEED = 1;
const TITLE = "Music genre classification";
const LEAD =
  "A published report classified music genres and reached “82 %”. These notebooks compute its tables and charts again, " +
  "and set beside each score the one it has when no track stands on both sides of the split.";

interface Options {
  data?: string;
  only?: string[];
  out: string;
  cache: boolean;
  param: Record<string, ParameterText>;
  paramFile?: string;
  jobs?: number;
  timeout?: number;
  notebookTimeout?: number;
  typeErrors?: "errors" | "warnings";
  standalone: boolean;
  sanitize: boolean;
  check: boolean;
  accept: boolean;
  watch: boolean;
  runOfWatch: boolean;
}

const command = new Command("npm run reproduce --")
  .description("Runs notebooks without a browser or Python and writes their pages, executed notebooks and an index.")
  .argument("[notebook...]", "notebooks by path (default: all of notebooks/)")
  .option(
    "--data <source>",
    `${SOURCE_NAMES.filter((name) => name !== "auto").join(", ")}, a folder with your own tables, or auto: the report's tables in data/, else sample with replica beside it (default: auto)`,
  )
  .option("--only <numbers>", "only the notebooks with these numbers or names, such as 02,04", list)
  .option("--out <folder>", "where to write", "reports")
  .option("--param <name=value>", "a value for a notebook's parameter; can be repeated", parameter, {})
  .option("--param-file <file>", "values for parameters as a JSON object; --param comes before it")
  .option("--jobs <n>", "how many notebooks run at the same time (default: 2, or 1 on one core)", jobCount)
  .option("--timeout <seconds>", "the longest a cell may take (default: 600)", seconds)
  .option("--notebook-timeout <seconds>", "the longest a notebook may take (default: no limit)", seconds)
  .addOption(
    new Option(
      "--type-errors <as>",
      "what becomes of cells with type errors (default: what the notebook says, else errors)",
    ).choices(["errors", "warnings"]),
  )
  .option("--standalone", "put styles, scripts and fonts into each page", false)
  .option(
    "--sanitize",
    "take scripts, event handlers, frames and forms out of what notebooks show, and let pages run no script but their own",
    false,
  )
  .option("--no-cache", "forget what earlier runs kept: the checks of types, and the model trained on the sample")
  .option("--check", "fail if a figure differs from those in reports/expected.json", false)
  .addOption(
    new Option("--accept", "write this run's figures to reports/expected.json").default(false).conflicts("check"),
  )
  .addOption(
    new Option(
      "--watch",
      "run notebooks again when they, what they import or the tables of --data change, and serve their pages on this machine",
    )
      .default(false)
      .conflicts(["check", "accept"]),
  )
  .addOption(new Option("--run-of-watch").default(false).hideHelp())
  .allowExcessArguments(false);

withOtherColumnsOption(command);

void runCommand(async () => {
  command.parse();
  const options = command.opts<Options>();
  const {
    data,
    only,
    out,
    cache,
    param,
    paramFile,
    jobs,
    timeout,
    notebookTimeout,
    standalone,
    sanitize,
    check,
    accept,
    typeErrors,
    watch,
    runOfWatch,
  } = options;
  const order = runOfWatch ? await receiveOrder() : undefined;
  const from = callerFolder();
  const named = command.args.map((path) => resolve(from, path));
  const whole = named.length === 0;
  if ((check || accept) && !whole) throw new UserError("--check and --accept are for the project's own notebooks");
  if (accept && only) throw new UserError("--accept takes the figures of all notebooks; leave --only out");
  const ofFile = paramFile === undefined ? {} : await parametersOf(resolve(from, paramFile));
  const given: Readonly<Record<string, ParameterValue>> = { ...ofFile, ...param };
  const seed = seedOf(given.seed);
  if (whole) checkSeed(seed);
  const listNotebooks = (): string[] => (whole ? projectNotebooks() : named);
  const notebooks = listNotebooks();
  const isAsked = selection(notebooks, only);
  const folder = await writableFolder(resolve(from, out));
  process.chdir(ROOT);
  if (!cache && !runOfWatch) forgetCaches(ROOT);
  if (watch) {
    const args = process.argv.slice(1).map((argument) => (argument === "--watch" ? "--run-of-watch" : argument));
    const asked = (): string[] => listNotebooks().filter(selection(listNotebooks(), only));
    const program = import.meta.filename;
    const tables = (): string[] => (data === undefined || isSourceName(data) ? [] : tablesIn(resolve(from, data)));
    await watchNotebooks({ root: ROOT, program, args, from, out: folder, notebooks: asked, tables });
    return;
  }

  const parameters = { ...given, ...(data === undefined ? {} : { data: sourceFrom(data, from) }) };
  // Someone else's notebook may have nothing to do with our data.
  const shown = whole ? sourceFrom(data ?? "auto", from) : data && sourceFrom(data, from);
  const tables = once(() => later().loadTables(sourceFrom(data ?? "auto", from)));
  const commit = currentCommit();
  const run = { seed: typeof seed === "number" ? seed : DEFAULT_SEED, ...(commit === undefined ? {} : { commit }) };
  let story: Story | undefined;
  const progress = showProgress(notebooks.length);
  const published = await publishNotebooks({
    root: ROOT,
    notebooks,
    selected: (path) => (order ? order.paths.includes(path) : isAsked(path)),
    earlier: order?.earlier,
    out: folder,
    title: TITLE,
    lead: LEAD,
    header: async () => later().pageHeader(shown === undefined ? undefined : await tables(), run),
    ownHeader: async (path) =>
      basename(path) === LEARNED && shown !== undefined ? later().learnedPageHeader(await tables(), run) : undefined,
    // Other people's notebooks need not have figures.
    ...(whole ? { files: [{ title: "All figures as JSON", href: "results.json" }] } : {}),
    sections: async (published) => {
      story = await later().tellStory(published, {
        tables,
        whole,
        environment: versions(),
        seed: run.seed,
      });
      return story?.sections ?? [];
    },
    parameters,
    standalone,
    sanitize,
    onEvent: progress.onEvent,
    jobs,
    typeErrors,
    cellTimeout: timeout && timeout * 1000,
    notebookTimeout: notebookTimeout && notebookTimeout * 1000,
  }).finally(progress.stop);
  if (order) await report(published);

  const asked = notebooks.filter(isAsked);
  const failed = published.filter(({ run }) => run.failure);
  const finished = published.length - failed.length;
  if (story && finished > 0) await writeResults(join(out, "results.json"), folder, story, finished < notebooks.length);
  console.log(`${join(out, "index.html")}: ${published.length} notebooks`);
  if (failed.length > 0) {
    throw new UserError(
      `${failed.length} of ${published.length} notebooks failed: ${failed.map(({ path }) => basename(path)).join(", ")}`,
    );
  }
  if (finished < asked.length) throw new UserError(`${finished} of ${asked.length} notebooks ran`);
  if (!story || !(check || accept)) return;
  const ran = new Set(published.map(({ path }) => basename(path, ".ipynb")));
  if (accept) await later().acceptResults(EXPECTED, story.results);
  else await later().checkResults(EXPECTED, story.results, (name) => !only || ran.has(name));
  console.log(`reports/expected.json: ${accept ? "written" : "every figure is as expected"}`);
});

function projectNotebooks(): string[] {
  const folder = join(ROOT, "notebooks");
  const files = readdirSync(folder).filter((name) => name.endsWith(".ipynb"));
  return files.sort().map((name) => join(folder, name));
}

/** The tables in a folder of the user's; none if it isn't there. */
function tablesIn(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith(".csv"));
    return names.map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** Writes `results.json`, unless only some notebooks ran and an earlier file has more figures. */
async function writeResults(name: string, folder: string, { results }: Story, partial: boolean): Promise<void> {
  const path = join(folder, "results.json");
  const kept = partial ? await later().keepLarger(path, results) : undefined;
  if (kept === undefined) writeFileAtomic(path, later().formatResults(results));
  else console.log(kept.replace(path, name));
}

/** Selects the notebooks that `--only` names: by number (`02` or `2`), by file name, or by a prefix of it. */
function selection(notebooks: readonly string[], only: readonly string[] | undefined): (path: string) => boolean {
  if (!only) return () => true;
  const names = (path: string, word: string): boolean => {
    const name = basename(path, ".ipynb");
    return name === word || name.startsWith(`${word}-`) || name.startsWith(`${word.padStart(2, "0")}-`);
  };
  const unknown = only.filter((word) => !notebooks.some((path) => names(path, word)));
  if (unknown.length > 0) {
    const known = notebooks.map((path) => basename(path, ".ipynb")).join(", ");
    throw new UserError(`--only ${unknown.join(",")}: no such notebook; there are: ${known}`);
  }
  return (path) => only.some((word) => names(path, word));
}

/** The commit that is checked out, marked if files differ from it; undefined without git or a repository. */
function currentCommit(): string | undefined {
  try {
    const args = ["describe", "--always", "--dirty", "--exclude=*"];
    return execFileSync("git", args, {
      cwd: ROOT,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 5_000,
    }).trim();
  } catch {
    return undefined;
  }
}

async function writableFolder(path: string): Promise<string> {
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.W_OK);
    if ((await stat(path)).isDirectory()) return path;
  } catch (error) {
    throw new UserError(
      `--out ${path}: can't be written (${(error as NodeJS.ErrnoException).code}); name another folder`,
    );
  }
  throw new UserError(`--out ${path}: is no folder; name another`);
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** A fraction would be truncated when random numbers are drawn, yet appear in full in `results.json`. */
function checkSeed(seed: JsonValue): void {
  if (Number.isInteger(seed) && Math.abs(seed as number) < 2 ** 31) return;
  throw new UserError(`--param seed=${JSON.stringify(seed)}: expected a whole number between -2^31 and 2^31`);
}

function list(text: string): string[] {
  const words = text.split(",").map((word) => word.trim());
  if (words.includes("")) throw new InvalidArgumentError("expected numbers or names between commas, such as 02,04");
  return words;
}

/** The given seed, as a number if it is one. */
function seedOf(value: ParameterValue | undefined): JsonValue {
  if (value === undefined) return DEFAULT_SEED;
  return value instanceof ParameterText ? parseParameterValue(value.text) : value;
}

async function parametersOf(file: string): Promise<Record<string, JsonValue>> {
  let values: unknown;
  try {
    values = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new UserError(
      `${file}: ${error instanceof SyntaxError ? "not JSON" : "can't be read"}: ${(error as Error).message}`,
    );
  }
  if (typeof values === "object" && values !== null && !Array.isArray(values))
    return values as Record<string, JsonValue>;
  throw new UserError(`${file}: expected an object of names and values, such as {"k": 5}`);
}

function parameter(text: string, previous: Record<string, ParameterText>): Record<string, ParameterText> {
  const match = /^([\p{ID_Start}$_][\p{ID_Continue}$]*)=(.*)$/su.exec(text);
  if (!match) throw new InvalidArgumentError("expected name=value, such as k=5");
  return { ...previous, [match[1]!]: new ParameterText(match[2]!) };
}

function jobCount(text: string): number {
  return numberWithin(text, { from: 1, to: 64, whole: true });
}

/** Node's timers can't exceed 2^31 milliseconds. */
function seconds(text: string): number {
  return numberWithin(text, { from: 0.001, to: 2_000_000 });
}

function numberWithin(
  text: string,
  { from, to, whole = false }: { from: number; to: number; whole?: boolean },
): number {
  const value = text.trim() === "" ? NaN : Number(text);
  if (value >= from && value <= to && (!whole || Number.isInteger(value))) return value;
  throw new InvalidArgumentError(`expected a ${whole ? "whole " : ""}number from ${from} to ${to}`);
}
