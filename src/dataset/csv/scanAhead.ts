import crypto from "node:crypto";
import fs from "node:fs";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { KernelScanner } from "./kernelScanner.ts";
import { WINDOW, WINDOW_PADDING, type WindowAhead, type WindowsAhead } from "./lineWindows.ts";
import type { RowLayout } from "./rowScanner.ts";
import { claimWindow, type ControlWords, hashFile, SCAN_THREAD, type ScanTask, scanWindow } from "./scanThread.ts";
import type { TableKernel } from "./tableKernel.ts";

/** How far ahead of the reader windows are scanned. */
const PLACES = 8;
/** The longest begin of a line that may stand before a window. */
const OVERLAP = 1 << 14;
/** There are fewer values in a window, unless numbers are very short: then the reader scans the rest. */
const MAX_VALUES = Math.floor(WINDOW / 13);
const MAX_TEXT_WORDS = MAX_VALUES;
const MAX_THREADS = 3;
/** Milliseconds after which a thread that should be ready at once is given up. */
const PATIENCE = 1000;

const WORDS: ControlWords = {
  ready: 0,
  columns: 1,
  features: 2,
  textWords: 3,
  next: 4,
  taken: 5,
  firstPlace: 6,
  placeLength: 5,
  done: 0,
  rows: 1,
  begin: 2,
  end: 3,
  scanned: 4,
};
const CONTROL_LENGTH = WORDS.firstPlace + PLACES * WORDS.placeLength;

const ALIGNMENT = 64;
const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

/** Where the parts of a place stand. The kernel reads a few bytes before its numbers. */
const BYTES_AT = ALIGNMENT;
const VALUES_AT = aligned(BYTES_AT + OVERLAP + WINDOW + WINDOW_PADDING);
const TEXTS_AT = VALUES_AT + aligned(MAX_VALUES * Float64Array.BYTES_PER_ELEMENT);
const PLACE_SIZE = TEXTS_AT + aligned(MAX_TEXT_WORDS * Uint32Array.BYTES_PER_ELEMENT);
const CONTROL_SIZE = aligned(CONTROL_LENGTH * Int32Array.BYTES_PER_ELEMENT);

/**
 * Lets threads work on a file that is read from its begin on: one computes the checksum, and then all scan the windows that come next. What
 * they have scanned counts only if it begins where the reader's lines end.
 */
export class ScanAhead implements WindowsAhead {
  /** The memory that has to be reserved, in bytes. */
  static readonly MEMORY = CONTROL_SIZE + PLACES * PLACE_SIZE;

  readonly #hash: Promise<string | undefined>;
  readonly #threads: readonly Worker[];
  readonly #task: ScanTask;
  readonly #control: Int32Array;
  readonly #kernel: TableKernel;
  #layout: RowLayout | undefined;
  /** The window that the reader has asked for last. */
  #asked = 0;

  /**
   * @param file an open regular file of `size` bytes
   * @param kernel scans the reader's own windows; `MEMORY` is reserved in it
   */
  constructor(file: number, size: number, kernel: KernelScanner, threads = availableParallelism() - 1) {
    const { reserved, instance, ...shared } = kernel.shared;
    this.#kernel = instance;
    this.#task = {
      ...shared,
      file,
      control: reserved,
      controlLength: CONTROL_LENGTH,
      words: WORDS,
      windows: Math.floor(size / WINDOW),
      windowSize: WINDOW,
      overlap: OVERLAP,
      places: PLACES,
      firstPlace: reserved + CONTROL_SIZE,
      placeSize: PLACE_SIZE,
      bytesAt: BYTES_AT,
      valuesAt: VALUES_AT,
      textsAt: TEXTS_AT,
      maxValues: MAX_VALUES,
      maxTextWords: MAX_TEXT_WORDS,
    };
    this.#control = new Int32Array(shared.memory.buffer, reserved, CONTROL_LENGTH);
    const count = Math.max(1, Math.min(threads, MAX_THREADS));
    this.#threads = Array.from({ length: count }, (_, index) => startThread(this.#task, index === 0));
    this.#hash = hashFrom(this.#threads[0]!);
  }

  /** SHA-256 of the file, hexadecimal. A thread that can't start or dies costs time: it is computed here then. */
  async sha256(): Promise<string> {
    return (await this.#hash) ?? hashFile(this.#task.file, fs, crypto);
  }

  /** Says what rows are made of; from then on windows are scanned. */
  begin(layout: RowLayout): void {
    const control = this.#control;
    this.#layout = layout;
    control[WORDS.columns] = layout.kinds.length;
    control[WORDS.features] = layout.features;
    control[WORDS.textWords] = layout.textWords;
    control[WORDS.taken] = this.#asked;
    control[WORDS.next] = this.#asked + 1;
    Atomics.store(control, WORDS.ready, 1);
    Atomics.notify(control, WORDS.ready);
  }

  take(number: number, start: number): WindowAhead | undefined {
    const control = this.#control;
    const task = this.#task;
    this.#asked = number;
    if (this.#layout === undefined || number >= task.windows) return undefined;
    Atomics.store(control, WORDS.taken, number);
    Atomics.notify(control, WORDS.taken);
    const place = number % PLACES;
    const word = WORDS.firstPlace + place * WORDS.placeLength;
    for (let done; (done = Atomics.load(control, word + WORDS.done)) !== number + 1;) {
      const free = claimWindow(task, control);
      if (free >= 0) {
        scanWindow(task, control, this.#kernel, fs, free);
      } else if (Atomics.wait(control, word + WORDS.done, done, PATIENCE) === "timed-out") {
        // It may still come back and write to the place, which must not be used any more then.
        this.#layout = undefined;
        return undefined;
      }
    }
    const rows = control[word + WORDS.rows]!;
    const begin = control[word + WORDS.begin]!;
    const end = control[word + WORDS.end]!;
    if (rows < 0 || number * WINDOW - OVERLAP + begin !== start) return undefined;
    const { buffer } = task.memory;
    const address = task.firstPlace + place * PLACE_SIZE;
    const { features, textWords } = this.#layout;
    const origin = address + BYTES_AT + begin;
    return {
      bytes: Buffer.from(buffer, origin, OVERLAP + WINDOW - begin + WINDOW_PADDING),
      length: end - begin,
      rest: OVERLAP + WINDOW - end,
      last: false,
      scanned: {
        rows,
        values: new Float64Array(buffer, address + VALUES_AT, rows * features),
        texts: new Uint32Array(buffer, address + TEXTS_AT, rows * textWords),
        end: control[word + WORDS.scanned]! - origin,
      },
    };
  }

  /** Ends the threads; from then on the file is not read any more. */
  async stop(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }
}

function startThread(task: ScanTask, hashes: boolean): Worker {
  const thread = new Worker(SCAN_THREAD, { eval: true, execArgv: [], workerData: { task, hashes }, name: "table" });
  // What a thread leaves undone is done by the reader.
  thread.on("error", () => undefined);
  return thread;
}

/** The hash that a thread sends; undefined where it ends without one. */
function hashFrom(thread: Worker): Promise<string | undefined> {
  return new Promise((resolve) => {
    thread.once("message", resolve);
    thread.once("exit", () => resolve(undefined));
  });
}
