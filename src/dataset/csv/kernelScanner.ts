import { FEATURES } from "../../schema.ts";
import { kernelModule, startKernel } from "../../wasm/loadKernel.ts";
import { extendMemory, sharedMemory } from "../../wasm/sharedMemory.ts";
import type { WasmMemory, WasmModule } from "../../wasm/webAssembly.ts";
import { powersOfFive } from "./powersOfFive.ts";
import type { RowLayout, RowScanner, ScannedRows } from "./rowScanner.ts";
import type { ColumnKind } from "../tableColumns.ts";
import type { TableKernel } from "./tableKernel.ts";

/** Bytes before the text that must be readable, as the kernel takes numbers from their end. */
const PADDING_BEFORE = 64;
/** Rows that are scanned at once: their values stay in the processor's cache until they are taken. */
const BLOCK = 256;
/** A feature table may have as many columns as there are features, and an index, a name, a length, a label and an artist. */
const MAX_COLUMNS = FEATURES.length + 5;
const MAX_TEXTS = 3;

const KINDS: Readonly<Record<ColumnKind, number>> = { ignored: 0, feature: 1, filename: 2, label: 2, artist: 2 };

/** A kernel and its memory; the addresses are those that the kernel takes, and that of the bytes reserved. */
export interface SharedKernel {
  readonly instance: TableKernel;
  readonly module: WasmModule;
  readonly memory: WasmMemory;
  readonly powers: number;
  readonly kinds: number;
  readonly reserved: number;
}

/**
 * Scans numbers and whole rows with the WASM kernel `table`: numbers as `NumberScanner` does, faster, and declining less. It takes a
 * few milliseconds to start, and scans only the bytes that it allocates.
 */
export class KernelScanner implements RowScanner {
  end = 0;
  readonly #kernel: TableKernel;
  readonly #arrays;
  readonly #module: WasmModule;
  /** The address of the bytes that are allocated, and of those that are scanned. */
  readonly #allocated: number;
  #base: number;
  #columns = 0;

  /** @param reserved bytes that are kept free for others, see `shared` */
  constructor(reserved = 0) {
    const powers = powersOfFive();
    this.#arrays = sharedMemory({
      powers: ["u8", powers.byteLength],
      kinds: ["u8", MAX_COLUMNS],
      values: ["f64", BLOCK * FEATURES.length],
      texts: ["u32", BLOCK * (1 + 3 * MAX_TEXTS)],
      end: ["u32", 1],
      reserved: ["u8", reserved],
      before: ["u8", PADDING_BEFORE],
    });
    const { memory, offsets, views, end } = this.#arrays;
    views.powers.set(new Uint8Array(powers.buffer));
    this.#allocated = this.#base = end;
    this.#module = kernelModule("table");
    this.#kernel = startKernel<TableKernel>(this.#module, memory);
    this.#kernel.usePowers(offsets.powers);
  }

  /** What others need to work on the same memory. */
  get shared(): SharedKernel {
    const { memory, offsets } = this.#arrays;
    const { powers, kinds, reserved } = offsets;
    return { instance: this.#kernel, module: this.#module, memory, powers, kinds, reserved };
  }

  /** Memory for the bytes to scan. It takes the place of what was allocated before, and begins with the same bytes. */
  allocate(size: number): Buffer {
    const { bytes } = extendMemory(this.#arrays.memory, this.#allocated, { bytes: ["u8", size] }).views;
    return Buffer.from(bytes.buffer, bytes.byteOffset, size);
  }

  /** Scans these bytes from now on, which must stand in the kernel's memory. */
  lookAt(bytes: Buffer): void {
    this.#base = bytes.byteOffset;
  }

  /** @param count at most as many as there are features */
  scan(start: number, count: number, values: Float64Array, slot: number): number {
    const { offsets, views } = this.#arrays;
    const scanned = this.#kernel.scanNumbers(this.#base + start, count, offsets.values, offsets.end);
    const from = views.values;
    for (let i = 0; i < scanned; i++) values[slot + i] = from[i]!;
    this.end = views.end[0]! - this.#base;
    return scanned;
  }

  useLayout({ kinds }: RowLayout): void {
    this.#arrays.views.kinds.set(kinds.map((kind) => KINDS[kind]));
    this.#columns = kinds.length;
  }

  scanRows(start: number, end: number): ScannedRows {
    const { offsets, views } = this.#arrays;
    const base = this.#base;
    const { kinds, values, texts } = offsets;
    const rows = this.#kernel.scanRows(
      base + start,
      base + end,
      kinds,
      this.#columns,
      values,
      texts,
      base,
      BLOCK,
      offsets.end,
    );
    return { rows, values: views.values, texts: views.texts, end: views.end[0]! - base };
  }
}
