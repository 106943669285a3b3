/**
 * What the threads do that scan a file together. Each function stands alone but for the others and its arguments, as their text is what a
 * thread runs: so it starts in a fraction of the time that TypeScript takes to be loaded.
 */
import type crypto from "node:crypto";
import type fs from "node:fs";
import type threads from "node:worker_threads";
import type { WasmMemory, WasmModule, WebAssemblyNamespace } from "../../wasm/webAssembly.ts";
import type { TableKernel } from "./tableKernel.ts";

type Fs = Pick<typeof fs, "readSync">;
type Crypto = Pick<typeof crypto, "createHash">;

/**
 * What all threads that scan a file know. Sizes are in bytes unless said otherwise. Windows are numbered from the file's begin; window
 * `n` stands in the place `n % places` from when it is claimed until a later one has been taken.
 */
export interface ScanTask {
  readonly file: number;
  readonly module: WasmModule;
  readonly memory: WasmMemory;
  /** Addresses that the kernel takes. */
  readonly powers: number;
  readonly kinds: number;
  /** The address of the words that the threads share, and their number. */
  readonly control: number;
  readonly controlLength: number;
  /** Which word is which. */
  readonly words: ControlWords;
  /** How many windows there are: as many as the file has full ones. */
  readonly windows: number;
  readonly windowSize: number;
  /** How many bytes before a window are looked at for a line's begin. */
  readonly overlap: number;
  /** How many places there are, and the address of the first. */
  readonly places: number;
  readonly firstPlace: number;
  readonly placeSize: number;
  /** Where the bytes read, the values and the words on texts stand, from a place's begin; how many values and words there is room for. */
  readonly bytesAt: number;
  readonly valuesAt: number;
  readonly textsAt: number;
  readonly maxValues: number;
  readonly maxTextWords: number;
}

/** The indices of the words that the threads share. */
export interface ControlWords {
  /** Whether the three words that follow are known. */
  readonly ready: number;
  readonly columns: number;
  readonly features: number;
  readonly textWords: number;
  /** The window that nobody has claimed yet. */
  readonly next: number;
  /** The window that the reader has taken last. */
  readonly taken: number;
  /** The first word of the first place, and how many each place has. */
  readonly firstPlace: number;
  readonly placeLength: number;
  /** Words of a place: one more than the number of the window that is ready there; */
  readonly done: number;
  /** how many rows are scanned of it, or -1 where it can't be read alone; */
  readonly rows: number;
  /** where in the bytes read its lines begin and end; */
  readonly begin: number;
  readonly end: number;
  /** the address behind the last line scanned. */
  readonly scanned: number;
}

/** SHA-256 of an open file from its begin, hexadecimal. */
export function hashFile(file: number, { readSync }: Fs, { createHash }: Crypto): string {
  const hash = createHash("sha256");
  const bytes = Buffer.allocUnsafe(1 << 20);
  for (let at = 0, count; (count = readSync(file, bytes, 0, bytes.length, at)) > 0; at += count) {
    hash.update(bytes.subarray(0, count));
  }
  return hash.digest("hex");
}

/** The window to scan next, which then is the caller's to scan; -1 where there is none, or no place for it yet. */
export function claimWindow({ windows, places, words }: ScanTask, control: Int32Array): number {
  for (;;) {
    const next = Atomics.load(control, words.next);
    if (next >= windows || next >= Atomics.load(control, words.taken) + places) return -1;
    if (Atomics.compareExchange(control, words.next, next, next + 1) === next) return next;
  }
}

/** Reads a window that has been claimed, and scans its plain rows from the first line on up to the first other one. */
export function scanWindow(
  task: ScanTask,
  control: Int32Array,
  kernel: TableKernel,
  { readSync }: Fs,
  number: number,
): void {
  const { words, overlap, windowSize } = task;
  const place = number % task.places;
  const address = task.firstPlace + place * task.placeSize;
  const bytesAddress = address + task.bytesAt;
  const bytes = Buffer.from(task.memory.buffer, bytesAddress, overlap + windowSize);
  const word = words.firstPlace + place * words.placeLength;
  control[word + words.rows] = -1;
  const read = readSync(task.file, bytes, 0, bytes.length, number * windowSize - overlap);
  const begin = bytes.lastIndexOf(10, overlap - 1) + 1;
  const end = bytes.lastIndexOf(10) + 1;
  // Quotes may hide line ends: such a file is read in one piece.
  if (read === bytes.length && begin > 0 && end > begin && !bytes.includes(34)) {
    const textWords = control[words.textWords]!;
    control[word + words.rows] = kernel.scanRows(
      bytesAddress + begin,
      bytesAddress + end,
      task.kinds,
      control[words.columns]!,
      address + task.valuesAt,
      address + task.textsAt,
      bytesAddress + begin,
      Math.floor(Math.min(task.maxValues / control[words.features]!, task.maxTextWords / textWords)),
      task.control + 4 * (word + words.scanned),
    );
    control[word + words.begin] = begin;
    control[word + words.end] = end;
  }
  Atomics.store(control, word + words.done, number + 1);
  Atomics.notify(control, word + words.done);
}

/** What a thread does: the first one computes the checksum and sends it; then all scan windows until none is left. */
export function scanThread(require: NodeJS.Require): void {
  const nodeFs = require("node:fs") as typeof fs;
  const nodeCrypto = require("node:crypto") as typeof crypto;
  const { parentPort, workerData } = require("node:worker_threads") as typeof threads;
  const { task, hashes } = workerData as { task: ScanTask; hashes: boolean };
  if (hashes) parentPort!.postMessage(hashFile(task.file, nodeFs, nodeCrypto));

  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyNamespace };
  const imports = { env: { memory: task.memory, abort: process.abort } };
  const kernel = new WebAssembly.Instance(task.module, imports).exports as TableKernel;
  kernel.usePowers(task.powers);
  const { words } = task;
  const control = new Int32Array(task.memory.buffer, task.control, task.controlLength);
  Atomics.wait(control, words.ready, 0);
  while (Atomics.load(control, words.next) < task.windows) {
    const taken = Atomics.load(control, words.taken);
    const number = claimWindow(task, control);
    if (number >= 0) scanWindow(task, control, kernel, nodeFs, number);
    else Atomics.wait(control, words.taken, taken);
  }
}

/** The program of a thread. */
export const SCAN_THREAD = `${[hashFile, claimWindow, scanWindow].join("\n")}\n(${scanThread.toString()})(require);`;
