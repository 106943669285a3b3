import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type * as Indexing from "./export/exportIndex.ts";
import type * as Exporting from "./export/exportNotebook.ts";
import type { Fact, Failure, IndexEntry, IndexSection, PageLink } from "./export/options.ts";
import type * as Summarizing from "./export/summarizeNotebook.ts";
import type * as Assets from "./export/assetFiles.ts";
import { requireTypeScript } from "./readNotebook.ts";
import { Kernel } from "./kernel.ts";
import { type Notebook, NotebookError } from "./nbformat.ts";
import { injectParameters, parameterNames, type ParameterValue } from "./parameters.ts";
import type * as Reading from "./readNotebook.ts";
import { type NotebookFailure, type NotebookRun, runNotebook } from "./runNotebook.ts";
import type { TypeErrors } from "./session.ts";
import { writeFileAtomic } from "../ground/index.ts";
import { writeNotebook } from "./writeNotebook.ts";

export interface PublishOptions {
  /** The project's root. */
  readonly root: string;
  /** Paths of the notebooks, in the order of the index. */
  readonly notebooks: readonly string[];
  /** Whether a notebook is run this time; all are listed in the index. By default all are run. */
  readonly selected?: (path: string) => boolean;
  /** Results of notebooks that are not run this time; the index lists them too. */
  readonly earlier?: readonly PublishedNotebook[] | undefined;
  /** The folder for `index.html`, one page per notebook, `executed/` and `assets/`. */
  readonly out: string;
  /** The heading of the index, and a paragraph below it in Markdown. */
  readonly title: string;
  readonly lead?: string;
  /** The head of every page; called while the kernels start. If it throws, the run ends before it begins. */
  readonly header?: () => Promise<PageHeader>;
  /** Links on every page, relative to the pages' folder, such as to the results. */
  readonly files?: readonly PageLink[];
  /** The head of a particular page, such as one that shows other data; undefined for the common one. */
  readonly ownHeader?: (path: string) => Promise<PageHeader | undefined>;
  /** What the index shows besides the list of notebooks, based on their results; called when all have run. */
  readonly sections?: (published: readonly PublishedNotebook[]) => Promise<readonly IndexSection[]>;
  /** Values for the notebooks' parameters; each notebook takes those that it declares. */
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  /** How many notebooks run at the same time; default: 2, or 1 on a single core. */
  readonly jobs?: number | undefined;
  /** The time limit for a cell, and for a notebook, in ms. */
  readonly cellTimeout?: number | undefined;
  /** How to treat type errors in cells; by default as each notebook's metadata says. */
  readonly typeErrors?: TypeErrors | undefined;
  readonly notebookTimeout?: number | undefined;
  /** Whether pages contain their styles, scripts and fonts. */
  readonly standalone?: boolean;
  /** Whether to block everything active by the notebooks' authors in the pages, which then contain what they need. */
  readonly sanitize?: boolean;
  readonly onEvent?: (event: PublishEvent) => void;
}

/** Shown at the head of every page. */
export interface PageHeader {
  readonly facts: readonly Fact[];
  readonly notices: readonly string[];
}

/** The progress of a run. */
export type PublishEvent = { readonly path: string } & (
  | { readonly type: "cell"; readonly done: number; readonly total: number }
  | { readonly type: "end"; readonly milliseconds: number; readonly failure?: NotebookFailure; readonly page: string }
);

/** The result of one notebook. */
export interface PublishedNotebook {
  readonly path: string;
  readonly run: NotebookRun;
  /** Its page, and the notebook with its outputs. */
  readonly page: string;
  readonly executed: string;
}

/** A notebook that was read, and the names of the files to be written for it. */
interface Planned {
  readonly path: string;
  readonly notebook: Notebook;
  readonly stem: string;
  readonly title: string;
  readonly selected: boolean;
}

/** Loads what reads and renders. It takes as long as a short notebook, so it is loaded while the first kernels start. */
function loadPages() {
  const load = createRequire(import.meta.url);
  return {
    ...(load("./readNotebook.ts") as typeof Reading),
    ...(load("./export/exportNotebook.ts") as typeof Exporting),
    ...(load("./export/exportIndex.ts") as typeof Indexing),
    ...(load("./export/summarizeNotebook.ts") as typeof Summarizing),
    ...(load("./export/assetFiles.ts") as typeof Assets),
  };
}
type Pages = ReturnType<typeof loadPages>;

/** Everything needed to publish one notebook, or the index. */
interface Job extends PublishOptions {
  readonly pages: Pages;
  readonly plan: readonly Planned[];
  readonly head: PageHeader;
  /** Aborted when the run ends, also where a file can't be written: the other notebooks, whose kernels end then, have not failed. */
  readonly over: AbortSignal;
}

/**
 * Runs notebooks, each in its own kernel, and writes a page and the executed notebook for each, plus the index. A notebook that fails
 * doesn't stop the others; its page says where it failed.
 * @throws NotebookError before anything is run or written, if a notebook can't be read, two have the same name, or none of them
 * declares a parameter
 * @example
 * import { publishNotebooks } from "../src/notebook/index.ts";
 * const [published] = await publishNotebooks({
 *   root: process.cwd(),
 *   notebooks: ["notebooks/01-exploration.ipynb"],
 *   out: "reports",
 *   title: "Songs",
 *   parameters: { data: "sample" },
 * });
 * console.log(published!.run.failure ?? published!.page);
 */
export async function publishNotebooks(options: PublishOptions): Promise<PublishedNotebook[]> {
  const {
    root,
    out,
    notebooks,
    selected = () => true,
    parameters = {},
    standalone = false,
    sanitize = false,
  } = options;
  const asked = notebooks.filter(selected);
  const jobs = Math.min(options.jobs ?? Math.min(2, availableParallelism()), asked.length);
  // Started last, a notebook that takes long would run alone at the end. How much it holds tells best, before it is run.
  const queue = jobs > 1 ? asked.toSorted((one, other) => sizeOf(other) - sizeOf(one)) : asked;
  const startKernel = (path: string): Kernel => new Kernel({ root, directory: dirname(path) });
  const started = new Map(queue.slice(0, jobs).map((path) => [path, startKernel(path)]));
  try {
    const pages = loadPages();
    const head = (await options.header?.()) ?? { facts: [], notices: [] };
    const plan = await readAll(options, pages);
    const earlier = (options.earlier ?? []).filter(({ path }) => notebooks.includes(path) && !asked.includes(path));
    requireDeclared(plan, parameters, [...asked, ...earlier.map(({ path }) => path)]);
    // Ahead of time, so that the renderers are ready when a notebook has run.
    await Promise.all(plan.filter((planned) => planned.selected).map(({ notebook }) => pages.loadRenderers(notebook)));
    const over = new AbortController();
    const job: Job = { ...options, pages, plan, head, over: over.signal };

    await mkdir(join(out, "executed"), { recursive: true });
    const assets = standalone || sanitize ? undefined : pages.writeAssets(join(out, "assets"));
    const published = [...earlier];
    const waiting = queue.map((path) => plan.find((planned) => planned.path === path)!);
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next && !over.signal.aborted; next = waiting.shift()) {
        published.push(await publishOne(next, started.get(next.path) ?? startKernel(next.path), job));
      }
    };
    try {
      await Promise.all([assets, ...Array.from({ length: jobs }, worker)]);
    } finally {
      over.abort();
    }
    published.sort((a, b) => notebooks.indexOf(a.path) - notebooks.indexOf(b.path));
    await writeIndex(published, job);
    return published;
  } finally {
    for (const kernel of started.values()) kernel.kill("the run is over");
  }
}

/** The size of a file; of one that isn't there, 0: reading it says so. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

async function readAll({ notebooks, selected = () => true }: PublishOptions, pages: Pages): Promise<Planned[]> {
  const plan = await Promise.all(
    notebooks.map(async (path) => {
      const notebook = await pages.readNotebook(path);
      requireTypeScript(notebook, path);
      const name = basename(path).replace(/\.ipynb$/i, "");
      // The page of that name lists all others.
      const stem = /^index$/i.test(name) ? `${name}-notebook` : name;
      const title = notebook.metadata.title ?? pages.summarizeNotebook(notebook).title ?? name;
      return { path, notebook, stem, title, selected: selected(path) };
    }),
  );
  const seen = new Map<string, string>();
  for (const { stem, path } of plan) {
    const other = seen.get(stem);
    if (other !== undefined) throw new NotebookError(`${path}: its page would replace that of ${other}; rename one`);
    seen.set(stem, path);
  }
  return plan;
}

function requireDeclared(
  plan: readonly Planned[],
  parameters: Readonly<Record<string, ParameterValue>>,
  shown: readonly string[],
): void {
  const declared = new Set(
    plan.filter(({ path }) => shown.includes(path)).flatMap(({ notebook }) => parameterNames(notebook)),
  );
  const unknown = Object.keys(parameters).filter((name) => !declared.has(name));
  // An invalid value is reported before anything is run.
  for (const { notebook, selected } of plan) if (selected) injectParameters(notebook, parameters);
  if (unknown.length === 0) return;
  const known = declared.size > 0 ? `there are: ${[...declared].join(", ")}` : "they declare none";
  throw new NotebookError(`no notebook that is run declares the parameter ${unknown.join(", ")}; ${known}`);
}

async function publishOne(planned: Planned, kernel: Kernel, job: Job): Promise<PublishedNotebook> {
  const { path, stem, notebook } = planned;
  const {
    pages,
    plan,
    out,
    parameters = {},
    standalone,
    sanitize,
    onEvent,
    cellTimeout,
    notebookTimeout,
    typeErrors,
  } = job;
  const run = await runNotebook(injectParameters(notebook, parameters), {
    kernel,
    cellTimeout,
    typeErrors,
    notebookTimeout,
    onProgress: (done, total) => onEvent?.({ type: "cell", path, done, total }),
  });
  job.over.throwIfAborted();
  const { failure, milliseconds } = run;
  const page = join(out, `${stem}.html`);
  const executed = join(out, "executed", `${stem}.ipynb`);
  await writeNotebook(executed, run.notebook);
  const at = plan.indexOf(planned);
  const head = (await job.ownHeader?.(path)) ?? job.head;
  const html = await pages.exportNotebook(run.notebook, {
    fileName: basename(path),
    folder: dirname(path),
    title: planned.title,
    home: { title: job.title, href: "index.html" },
    previous: linkTo(plan[at - 1]),
    next: linkTo(plan[at + 1]),
    files: [{ title: "Executed notebook", href: `executed/${encodeURIComponent(stem)}.ipynb` }, ...(job.files ?? [])],
    facts: [...head.facts, { label: "Duration", value: `${(milliseconds / 1000).toFixed(1)} s` }],
    notices: head.notices,
    standalone,
    sanitize,
    failure: failure && toPageFailure(failure),
  });
  writeFileAtomic(page, html);
  onEvent?.({ type: "end", path, milliseconds, page, ...(failure ? { failure } : {}) });
  return { path, run, page, executed };
}

function linkTo(planned: Planned | undefined): PageLink | undefined {
  return planned && { title: planned.title, href: `${planned.stem}.html` };
}

function toPageFailure({ cellId, executionCount, reason }: NotebookFailure): Failure {
  const place = executionCount === undefined ? "" : `In [${executionCount}]: `;
  return { cell: cellId, reason: place + reason };
}

async function writeIndex(published: readonly PublishedNotebook[], job: Job): Promise<void> {
  const { pages, plan, head, out, title, lead, sections, standalone, sanitize } = job;
  const entries = plan.map(({ path, notebook, stem, title: name }): IndexEntry => {
    const run = published.find((one) => one.path === path)?.run;
    const { description, charts, tables } = pages.summarizeNotebook(run?.notebook ?? notebook);
    const common = { title: name, fileName: basename(path), description };
    if (!run) return { ...common, status: "skipped", reason: "not asked for in this run" };
    const outcome = run.failure
      ? ({ status: "failed", reason: toPageFailure(run.failure).reason } as const)
      : ({ status: "ok" } as const);
    return { ...common, ...outcome, href: `${stem}.html`, seconds: run.milliseconds / 1000, charts, tables };
  });
  const page = await pages.exportIndex(entries, {
    title,
    lead,
    ...head,
    files: job.files,
    sections: await sections?.(published),
    standalone,
    sanitize,
  });
  writeFileAtomic(join(out, "index.html"), page);
}

/**
 * The software that computed the figures, in one line.
 * @example
 * import { versions } from "../src/notebook/index.ts";
 * versions(); // => "Node …"
 */
export function versions(): string {
  const require = createRequire(import.meta.url);
  const version = (name: string): string => (require(`${name}/package.json`) as { version: string }).version;
  return `Node ${process.versions.node}, tslab ${version("tslab")}, TypeScript ${version("typescript")}`;
}
