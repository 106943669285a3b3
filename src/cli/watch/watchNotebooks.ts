import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type FSWatcher, watch } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { PublishedNotebook } from "../../notebook/index.ts";
import { contentOf, importGraph } from "./importGraph.ts";
import { type PageServer, servePages } from "./pageServer.ts";

export interface WatchOptions {
  /** The project's root. */
  readonly root: string;
  /** The command's program, and the arguments that make it receive its orders from here. */
  readonly program: string;
  readonly args: readonly string[];
  /** The folder that the command was called from. */
  readonly from: string;
  /** The folder of the pages. */
  readonly out: string;
  /** The existing notebooks; called again before each run. */
  readonly notebooks: () => readonly string[];
  /** The existing tables that all of them read; called again before each run. */
  readonly tables: () => readonly string[];
}

/** How long files must stay unchanged before notebooks are run, in ms: editors write in several steps, and several files. */
const QUIET = 150;

/**
 * Runs notebooks whenever their own cells, the files they import or the tables they read change, and serves their pages, which follow. A change to a file
 * that no notebook imports but the command itself does runs all of them. Ends with SIGINT or SIGTERM.
 */
export async function watchNotebooks(options: WatchOptions): Promise<void> {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  const server = await servePages(options.out);
  const follower = new Follower(options, server, stop.signal);
  console.log(`${server.url}: the pages, loaded anew after each run; Ctrl-C ends`);
  try {
    await follower.follow();
  } finally {
    follower.close();
    await server.close();
  }
}

class Follower {
  readonly #options: WatchOptions;
  readonly #server: PageServer;
  readonly #stop: AbortSignal;
  /** The watched folders. */
  readonly #watchers = new Map<string, FSWatcher>();
  /** The files that each notebook reaches, and those of the command itself. */
  #reached = new Map<string, Set<string>>();
  readonly #contents = new Map<string, string>();
  /** The files of which something was heard. */
  readonly #heard = new Set<string>();
  #onHeard: () => void = () => undefined;
  #earlier: RunReport = [];
  readonly #stopped: Promise<unknown>;

  constructor(options: WatchOptions, server: PageServer, stop: AbortSignal) {
    this.#options = options;
    this.#server = server;
    this.#stop = stop;
    this.#stopped = once(stop, "abort");
  }

  async follow(): Promise<void> {
    this.#look();
    for (const path of [...this.#reached.values()].flatMap((files) => [...files]))
      this.#contents.set(path, contentOf(path));
    let asked: readonly string[] = this.#options.notebooks();
    while (!this.#stop.aborted) {
      // If they could not even be started, they are run with those of the next change.
      if (asked.length > 0 && (await this.#run(asked))) asked = [];
      const affected = await this.#nextAffected();
      asked = [...new Set([...asked, ...affected])];
    }
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
  }

  /** Waits until notebooks must be run again, and returns which; empty when asked to end. */
  async #nextAffected(): Promise<Set<string>> {
    for (;;) {
      await this.#change();
      const affected = this.#stop.aborted ? new Set<string>() : this.#affected();
      if (affected.size > 0 || this.#stop.aborted) return affected;
    }
  }

  /** Waits until files have changed and then stay unchanged, or until asked to end. */
  async #change(): Promise<void> {
    const heard = (): Promise<void> => new Promise((resolve) => (this.#onHeard = resolve));
    if (this.#heard.size === 0) await Promise.race([heard(), this.#stopped]);
    while (!this.#stop.aborted) {
      const more = await Promise.race([heard().then(() => true), sleep(QUIET, false), this.#stopped.then(() => false)]);
      if (!more) return;
    }
  }

  /** The notebooks that depend on what has changed. */
  #affected(): Set<string> {
    const before = this.#reached;
    this.#look();
    const affected = new Set<string>();
    const { notebooks, program, root } = this.#options;
    for (const path of this.#heard) {
      const content = contentOf(path);
      if (this.#contents.get(path) === content) continue;
      const reaches = (entry: string): boolean =>
        [before, this.#reached].some((reached) => reached.get(entry)?.has(path));
      const direct = notebooks().filter(reaches);
      const dependent = direct.length === 0 && reaches(program) ? notebooks() : direct;
      if (dependent.length > 0) {
        this.#contents.set(path, content);
        console.log(`${relative(root, path)} has changed: ${dependent.map((one) => basename(one)).join(", ")}`);
      }
      for (const one of dependent) affected.add(one);
    }
    this.#heard.clear();
    return affected;
  }

  /** Finds the files that are reached now, and watches their folders. */
  #look(): void {
    const { notebooks, program, tables } = this.#options;
    const reachedBy = importGraph();
    const read = tables();
    this.#reached = new Map(notebooks().map((entry) => [entry, new Set([...reachedBy(entry), ...read])]));
    this.#reached.set(program, reachedBy(program));
    const files = [...this.#reached.values()].flatMap((reached) => [...reached]);
    for (const folder of new Set(files.map(dirname))) {
      if (this.#watchers.has(folder)) continue;
      const watcher = watch(folder, (_, name) => {
        if (name === null) return;
        this.#heard.add(join(folder, name));
        this.#onHeard();
      });
      // A folder that is removed.
      watcher.on("error", () => this.#watchers.delete(folder));
      this.#watchers.set(folder, watcher);
    }
  }

  /** Runs notebooks, in a process that reads the current sources; returns whether they ran, successfully or not. */
  async #run(paths: readonly string[]): Promise<boolean> {
    const { root, program, args, from } = this.#options;
    const child = spawn(
      process.execPath,
      ["--require", "tsx/cjs", "--eval", `require(${JSON.stringify(program)})`, "--", ...args],
      {
        cwd: root,
        env: { ...process.env, INIT_CWD: from },
        stdio: ["ignore", "inherit", "inherit", "ipc"],
        serialization: "advanced",
        // In a process group of its own, so that it can be ended with the kernels it has started.
        detached: process.platform !== "win32",
      },
    );
    const kill = (): void => endGroup(child);
    this.#stop.addEventListener("abort", kill);
    if (this.#stop.aborted) kill();
    let published: readonly PublishedNotebook[] | undefined;
    child.on("message", (message) => (published = message as RunReport));
    const order: RunOrder = { paths, earlier: this.#earlier.filter(({ path }) => !paths.includes(path)) };
    child.send(order, () => undefined);
    await once(child, "close");
    this.#stop.removeEventListener("abort", kill);
    if (!published) return false;
    this.#earlier = published;
    const pages = published.filter(({ path }) => paths.includes(path)).map(({ page }) => basename(page));
    this.#server.reload(["index.html", ...pages]);
    return true;
  }
}

function endGroup(child: ChildProcess): void {
  try {
    if (process.platform === "win32" || child.pid === undefined) child.kill();
    else process.kill(-child.pid, "SIGTERM");
  } catch {
    // It has ended.
  }
}

/** What a run of `--watch` is to do. */
interface RunOrder {
  /** The notebooks to run. */
  readonly paths: readonly string[];
  /** What the others came to before. */
  readonly earlier: readonly PublishedNotebook[];
}

/** What it has come to: all notebooks. */
type RunReport = readonly PublishedNotebook[];

/** Waits for an order from the watching process, and ends this one with it. */
export async function receiveOrder(): Promise<RunOrder> {
  const [order] = (await once(process, "message")) as [RunOrder];
  process.on("disconnect", () => process.exit());
  // The open channel no longer keeps the process alive.
  process.channel?.unref();
  return order;
}

/** Says what the run has come to. */
export async function report(published: RunReport): Promise<void> {
  await new Promise((resolve) => process.send!(published, resolve));
}
