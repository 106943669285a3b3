import { audioLoops } from "./audioLoops.ts";
import { joined } from "./joined.ts";

/** A low-pass filter: a sinc under a Kaiser window. */
export interface SincFilter {
  /** Zero crossings on each side. */
  readonly zeroCrossings: number;
  /** The cutoff frequency, as a share of half the lower sample rate. */
  readonly rolloff: number;
  /** The shape of the Kaiser window. */
  readonly beta: number;
}

/** resampy's `kaiser_best`, librosa's before version 0.10. */
export const KAISER_BEST: SincFilter = {
  zeroCrossings: 64,
  rolloff: 0.9475937167399596,
  beta: 14.769656459379492,
};
/**
 * Like SoX Resampler's high quality, librosa's from version 0.10 on: passes 91.4 % of the band, and attenuates what lies above it by
 * 120 dB.
 */
export const SOXR_HQ: SincFilter = { zeroCrossings: 95, rolloff: 0.9568, beta: 12.31 };
/** Sample rates outside this range make no sense for music, and very high ones make the filters huge. */
const LOWEST_RATE = 1000;
const HIGHEST_RATE = 384_000;
/** Samples taken in, and computed, at once, which limits the memory for long recordings. */
const CHUNK = 1 << 19;

/**
 * Resamples a signal with a band-limited sinc under a Kaiser window, computed exactly instead of interpolated from a table.
 *
 * Smith, "Digital audio resampling", https://ccrma.stanford.edu/~jos/resample/
 *
 * @param from, to sample rates in Hz: integers from 1000 to 384,000
 * @param filter default `KAISER_BEST`
 * @returns ceil(samples * to / from) samples
 * @throws RangeError for other rates
 */
export function resample(y: Float32Array, from: number, to: number, filter = KAISER_BEST): Float32Array {
  const resampled: Float32Array[] = [];
  const resampler = new Resampler({ from, to, filter }, (piece) => resampled.push(piece));
  resampler.push(y);
  resampler.end();
  return joined(resampled);
}

/** Resamples a signal that comes in pieces of any length, to the last bit as `resample` does the whole. */
export class Resampler {
  readonly #bank: FilterBank | undefined;
  readonly #receive: (piece: Float32Array) => void;
  /** The signal from sample `#first` on, which is below 0 in the zeros before it, and how much of it there is. */
  readonly #input: Float32Array;
  #first: number;
  #held: number;
  /** The number of samples passed on. */
  #done = 0;

  /**
   * @param receive is passed the pieces of the resampled signal
   * @throws RangeError for rates that `resample` refuses
   */
  constructor(
    { from, to, filter }: { readonly from: number; readonly to: number; readonly filter: SincFilter },
    receive: (piece: Float32Array) => void,
  ) {
    for (const rate of [from, to]) {
      if (!Number.isInteger(rate) || rate < LOWEST_RATE || rate > HIGHEST_RATE) {
        throw new RangeError(`a sample rate of ${rate} Hz is not an integer from ${LOWEST_RATE} to ${HIGHEST_RATE}`);
      }
    }
    const divisor = greatestCommonDivisor(from, to);
    this.#bank = from === to ? undefined : filterBank(to / divisor, from / divisor, filter);
    this.#receive = receive;
    const { taps, reach } = this.#bank ?? { taps: 0, reach: 0 };
    this.#input = new Float32Array(this.#bank ? CHUNK + 2 * taps : 0);
    this.#first = -reach;
    this.#held = reach;
  }

  push(y: Float32Array): void {
    if (this.#bank === undefined) {
      this.#receive(y.slice());
      return;
    }
    const { up, down, taps, reach } = this.#bank;
    for (let at = 0; at < y.length;) {
      const piece = y.subarray(at, at + CHUNK + taps - this.#held);
      this.#input.set(piece, this.#held);
      this.#held += piece.length;
      at += piece.length;
      // What follows may still change any output whose filter reaches beyond the end.
      const sure = this.#first + this.#held + reach - taps + 1;
      if (this.#held === CHUNK + taps) this.#passOn(this.#bank, Math.ceil((sure * up) / down));
    }
  }

  /** Passes on the rest: the signal ends here. */
  end(): void {
    if (this.#bank === undefined) return;
    const { up, down } = this.#bank;
    this.#input.fill(0, this.#held);
    this.#passOn(this.#bank, Math.ceil(((this.#first + this.#held) * up) / down));
  }

  /** Passes on the outputs up to `end`, and drops the input that no later one needs. */
  #passOn({ up, down, taps, reach, bank }: FilterBank, end: number): void {
    const firstOf = (output: number): number => Math.floor((output * down) / up) - reach;
    while (this.#done < end) {
      const count = Math.min(CHUNK, end - this.#done);
      const begin = firstOf(this.#done) - this.#first;
      const input = this.#input.subarray(begin, firstOf(this.#done + count - 1) + taps - this.#first);
      const loops = audioLoops();
      const [x, filters, out] = [loops.place(input), loops.place(bank), loops.allocate(4 * count)];
      loops.run.resample(x, filters, taps, up, down, (this.#done * down) % up, count, out);
      this.#done += count;
      this.#receive(loops.float32(out, count).slice());
    }
    const unneeded = firstOf(this.#done) - this.#first;
    this.#input.copyWithin(0, unneeded, this.#held);
    this.#first += unneeded;
    this.#held -= unneeded;
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

interface FilterBank {
  readonly filter: SincFilter;
  readonly up: number;
  readonly down: number;
  /** One filter of `taps` weights for each of the `up` positions an output can have between two input samples. */
  readonly bank: Float32Array;
  readonly taps: number;
  /** How many input samples before its own position a filter starts. */
  readonly reach: number;
}

/** The last filter banks: a folder of clips mostly has one rate, and is resampled to at most two. */
let latest: readonly FilterBank[] = [];
const MOST_BANKS = 2;

function filterBank(up: number, down: number, filter: SincFilter): FilterBank {
  const known = latest.find((bank) => bank.up === up && bank.down === down && bank.filter === filter);
  if (known !== undefined) return known;
  const scale = Math.min(1, up / down);
  const reach = Math.floor(filter.zeroCrossings / scale) + 1;
  const taps = Math.ceil((2 * reach + 1) / 8) * 8;
  const bank = new Float32Array(up * taps);
  const besselOfBeta = bessel(filter.beta);
  for (let phase = 0, at = 0; phase < up; phase++) {
    for (let tap = 0; tap < taps; tap++, at++) {
      bank[at] = scale * windowedSinc((phase / up + reach - tap) * scale, filter, besselOfBeta);
    }
  }
  const made = { filter, up, down, bank, taps, reach };
  latest = [made, ...latest].slice(0, MOST_BANKS);
  return made;
}

/** The low-pass filter at `t` zero crossings from its centre. */
function windowedSinc(t: number, { zeroCrossings, rolloff, beta }: SincFilter, besselOfBeta: number): number {
  if (Math.abs(t) > zeroCrossings) return 0;
  const angle = Math.PI * rolloff * t;
  const sinc = angle === 0 ? 1 : Math.sin(angle) / angle;
  return rolloff * sinc * (bessel(beta * Math.sqrt(1 - (t / zeroCrossings) ** 2)) / besselOfBeta);
}

/** The modified Bessel function of the first kind of order 0, by its power series. */
function bessel(x: number): number {
  const quarter = (x * x) / 4;
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= quarter / (k * k);
    sum += term;
  }
  return sum;
}
