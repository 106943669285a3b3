import { loopsModule, startLoops, type WasmMemory, webAssembly } from "../wasm/index.ts";
import { hann } from "./hann.ts";

/** An address in the loops' memory. */
export type Address = number;

/** The exports of `src/wasm/assembly/audio.ts`, which documents them. */
interface Exports {
  heapBase(): Address;
  fillTwiddles(table: Address, n: number): void;
  fillPositions(table: Address, n: number): void;
  stft(
    signal: Address,
    frames: number,
    n: number,
    hop: number,
    window: Address,
    twiddles: Address,
    positions: Address,
    work: Address,
    re: Address,
    im: Address,
    magnitude: Address,
  ): void;
  istft(
    re: Address,
    im: Address,
    frames: number,
    n: number,
    hop: number,
    window: Address,
    twiddles: Address,
    positions: Address,
    work: Address,
    signal: Address,
  ): void;
  absolute(re: Address, im: Address, count: number, magnitude: Address): void;
  addNormalisedPower(
    signal: Address,
    frames: number,
    length: number,
    n: number,
    window: Address,
    twiddles: Address,
    positions: Address,
    work: Address,
    sum: Address,
  ): void;
  medianTime(matrix: Address, rows: number, bins: number, from: number, to: number, work: Address, out: Address): void;
  medianFrequency(matrix: Address, rows: number, bins: number, work: Address, out: Address): void;
  softMask(harmonic: Address, percussive: Address, count: number): void;
  multiply(values: Address, mask: Address, count: number): void;
  filterPower(
    matrix: Address,
    rows: number,
    bins: number,
    filterBank: Address,
    filters: number,
    stride: number,
    out: Address,
  ): void;
  resample(
    x: Address,
    bank: Address,
    taps: number,
    up: number,
    down: number,
    phase: number,
    count: number,
    y: Address,
  ): void;
}

const PAGE = 65536;
/** WASM addresses at most 4 GiB. */
const MOST_PAGES = 65536;
/** How far vector loops may read beyond the end of an array, where they expect zeros. */
const SLACK = 64;

/** The loops and their memory: addresses are allocated one after the other, and `reset` frees them all. */
export class AudioLoops {
  readonly run: Exports;
  readonly #memory: WasmMemory;
  #next: Address;

  constructor() {
    this.#memory = new webAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true });
    this.run = startLoops<Exports>(loopsModule("audio"), this.#memory);
    this.#next = this.run.heapBase();
  }

  /** Frees all allocated addresses. */
  reset(): void {
    this.#next = this.run.heapBase();
  }

  /**
   * Allocates `bytes` and some slack. Views created earlier don't cover later allocations.
   * @throws RangeError if the signal needs more than 4 GiB of work space
   */
  allocate(bytes: number): Address {
    const address = Math.ceil(this.#next / 64) * 64;
    this.#next = address + bytes + SLACK;
    const missing = this.#next - this.#memory.buffer.byteLength;
    if (missing > 0) {
      if (this.#next > MOST_PAGES * PAGE) throw new RangeError("the signal is too long to be transformed at once");
      this.#memory.grow(Math.ceil(missing / PAGE));
    }
    // An earlier use may have left NaN there, which multiplying by zero doesn't remove.
    new Uint8Array(this.#memory.buffer, address + bytes, SLACK).fill(0);
    return address;
  }

  float32(address: Address, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, address, length);
  }

  float64(address: Address, length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, address, length);
  }

  /** Allocates a copy of `values`. */
  place(values: Float32Array | Float64Array): Address {
    const address = this.allocate(values.byteLength);
    if (values instanceof Float32Array) this.float32(address, values.length).set(values);
    else this.float64(address, values.length).set(values);
    return address;
  }
}

/** The addresses of a Fourier transform's tables. */
export interface FourierTables {
  readonly window: Address;
  readonly twiddles: Address;
  readonly positions: Address;
  readonly work: Address;
}

/** Allocates the tables for real frames of `n` samples under a Hann window. */
export function fourierTables(loops: AudioLoops, n: number): FourierTables {
  const tables = {
    window: loops.place(hann(n)),
    twiddles: loops.allocate(16 * n),
    positions: loops.allocate(2 * n),
    work: loops.allocate(16 * n),
  };
  loops.run.fillTwiddles(tables.twiddles, n);
  loops.run.fillPositions(tables.positions, n / 2);
  return tables;
}

let shared: AudioLoops | undefined;

/** This thread's loops with their memory empty. Callers must not keep addresses between calls. */
export function audioLoops(): AudioLoops {
  shared ??= new AudioLoops();
  shared.reset();
  return shared;
}
