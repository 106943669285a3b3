import { HOP_LENGTH, N_FFT } from "./defaults.ts";
import type { Address, AudioLoops, FourierTables } from "./audioLoops.ts";

const BINS = 1 + N_FFT / 2;
/** The running median over time extends this many frames to either side. */
const HALO = 15;
/** The frames processed at once: enough for 47 seconds, so that a clip of the published tables is one block. */
export const BLOCK_FRAMES = 2048;

/**
 * A run of a signal's frames in the loops' memory: their spectra, and the result of separating harmonic and percussive parts. Memory
 * is that of one block, however long the signal is.
 */
export class FrameBlock {
  readonly #loops: AudioLoops;
  readonly #tables: FourierTables;
  readonly #padded: Float32Array;
  readonly #frames: number;
  readonly #signal: Address;
  readonly #re: Address;
  readonly #im: Address;
  readonly #magnitude: Address;
  readonly #mask: Address;
  readonly #percussive: Address;
  readonly #work: Address;
  readonly #overlap: Address;
  readonly #overlapLength: number;
  /** The block's frames, and the wider range including neighbours whose spectra are in memory. */
  #from = 0;
  #to = 0;
  #first = 0;
  /** Where the previous block ends, in the overlapping frames. */
  #carry = 0;

  /** @param padded the signal, continued by half a frame on both sides; @param frames the number of its frames */
  constructor(loops: AudioLoops, tables: FourierTables, padded: Float32Array, frames: number) {
    this.#loops = loops;
    this.#tables = tables;
    this.#padded = padded;
    this.#frames = frames;
    const most = Math.min(frames, BLOCK_FRAMES);
    const withHalo = Math.min(frames, BLOCK_FRAMES + 2 * HALO);
    this.#signal = loops.allocate(4 * (withHalo * HOP_LENGTH + N_FFT));
    this.#re = loops.allocate(4 * withHalo * BINS);
    this.#im = loops.allocate(4 * withHalo * BINS);
    this.#magnitude = loops.allocate(4 * withHalo * BINS);
    this.#mask = loops.allocate(4 * most * BINS);
    this.#percussive = loops.allocate(4 * most * BINS);
    this.#work = loops.allocate(32 * (Math.max(most, BINS) + 64));
    this.#overlapLength = most * HOP_LENGTH + N_FFT;
    this.#overlap = loops.allocate(4 * this.#overlapLength);
    loops.float32(this.#overlap, N_FFT).fill(0);
  }

  /** Transforms the frames from..to-1 (at most `BLOCK_FRAMES`) and the adjacent ones that the medians need. */
  load(from: number, to: number): void {
    this.#from = from;
    this.#to = to;
    this.#first = Math.max(0, from - HALO);
    const last = Math.min(this.#frames, to + HALO);
    const samples = this.#padded.subarray(this.#first * HOP_LENGTH, (last - 1) * HOP_LENGTH + N_FFT);
    this.#loops.float32(this.#signal, samples.length).set(samples);
    const { window, twiddles, positions, work } = this.#tables;
    this.#loops.run.stft(
      this.#signal,
      last - this.#first,
      N_FFT,
      HOP_LENGTH,
      window,
      twiddles,
      positions,
      work,
      this.#re,
      this.#im,
      this.#magnitude,
    );
  }

  /** The address of the magnitudes of the block's frames. */
  get magnitudes(): Address {
    return this.#magnitude + 4 * (this.#from - this.#first) * BINS;
  }

  /**
   * Separates the harmonic part of the block and transforms it back.
   *
   * Blocks must come in order, because frames overlap into the next block.
   * @returns the harmonic signal times the windows' sum of squares, for the positions of the padded signal that no later block changes:
   * from the block's first frame up to the next block's first frame, or to the end. A view.
   */
  harmonic(): Float32Array {
    const { run } = this.#loops;
    const count = this.#to - this.#from;
    const begin = this.#from - this.#first;
    const last = Math.min(this.#frames, this.#to + HALO);
    run.medianTime(this.#magnitude, last - this.#first, BINS, begin, begin + count, this.#work, this.#mask);
    run.medianFrequency(this.magnitudes, count, BINS, this.#work, this.#percussive);
    run.softMask(this.#mask, this.#percussive, count * BINS);
    const [re, im] = [this.#re + 4 * begin * BINS, this.#im + 4 * begin * BINS];
    run.multiply(re, this.#mask, count * BINS);
    run.multiply(im, this.#mask, count * BINS);

    const length = (count - 1) * HOP_LENGTH + N_FFT;
    const view = this.#loops.float32(this.#overlap, this.#overlapLength);
    // The overlap from the previous block: its frames reach N_FFT - HOP_LENGTH samples into this one.
    view.copyWithin(0, this.#carry, this.#carry + N_FFT - HOP_LENGTH);
    view.fill(0, N_FFT - HOP_LENGTH);
    const { window, twiddles, positions, work } = this.#tables;
    run.istft(re, im, count, N_FFT, HOP_LENGTH, window, twiddles, positions, work, this.#overlap);
    this.#carry = count * HOP_LENGTH;
    return view.subarray(0, this.#to === this.#frames ? length : this.#carry);
  }
}
