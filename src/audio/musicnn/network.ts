import { loadLoops } from "../../wasm/index.ts";
import { GROUP } from "./fourierWeights.ts";
import { activate, type Layer, readLayer } from "./layer.ts";
import { type Layers, type NetworkMemory, networkMemory } from "./networkMemory.ts";
import { type Normalisation, normalisation } from "./normalisation.ts";
import {
  BANDS,
  EMBEDDING,
  MIDDLE,
  PAD,
  PADDED_ROWS,
  PATCH_FRAMES,
  ROWS,
  TAPS,
  TEMPORAL,
  TIMBRAL,
  TIME,
} from "./shape.ts";
import { readWeights, type Weights } from "./weights.ts";

/** The exports of `src/wasm/assembly/musicnn.ts`, which documents them. Addresses and strides are in bytes. */
interface Loops {
  product(
    a: number,
    aStride: number,
    rows: number,
    depth: number,
    b: number,
    panels: number,
    c: number,
    cStride: number,
    panelStride: number,
  ): void;
  timbralMaxima(
    spectra: number,
    frequencyStride: number,
    rows: number,
    weights: number,
    groups: number,
    positions: number,
    twiddles: number,
    work: number,
    out: number,
    outStride: number,
  ): void;
  temporalMaxima(
    spectra: number,
    weights: number,
    groups: number,
    frames: number,
    twiddles: number,
    work: number,
    out: number,
    outStride: number,
  ): void;
}

/** The size of a number in bytes. */
const F32 = 4;
/** Rows that the loops multiply at once: a patch's frames, padded. */
const PRODUCT_ROWS = Math.ceil(PATCH_FRAMES / 4) * 4;

/** What the network hears in a patch. */
export interface Heard {
  /** The probability of each tag, in the order of `Network.tags`. */
  readonly tags: Float32Array;
  /** The penultimate layer: 200 values. */
  readonly embedding: Float32Array;
}

/**
 * MSD_musicnn on the project's own WASM loops: a convolutional network that predicts the tags of 3 seconds of music.
 *
 * Pons and Serra, "musicnn: pre-trained convolutional neural networks for music audio tagging" (ISMIR 2019); its weights and their
 * origin are in `data/musicnn`. The same input gives the same output to the last bit, on any machine.
 */
export class Network {
  readonly tags: readonly string[];
  readonly #layers: Layers;
  readonly #input: Normalisation;
  readonly #pooled: Normalisation;
  readonly #tagBias: Float32Array;
  readonly #memory: NetworkMemory;
  readonly #loops: Loops;

  /** @throws Error if the weights or the compiled loops are missing or damaged, with a way out */
  constructor(weights: Weights = readWeights()) {
    this.tags = weights.tags;
    const layer = (name: string, i: number): Layer => readLayer(weights, name, i + 1);
    this.#layers = {
      timbral: TIMBRAL.map(layer) as [Layer, Layer],
      temporal: TEMPORAL.map((name, i) => layer(name, TIMBRAL.length + i)),
      middle: [5, 6, 7].map((i) => layer(`conv2d_${i}`, i)) as [Layer, Layer, Layer],
      dense: readLayer(weights, "dense", 10),
      tags: weights.tensor("dense_1/kernel"),
    };
    this.#input = normalisation(weights, 0);
    this.#pooled = normalisation(weights, 9);
    this.#tagBias = weights.tensor("dense_1/bias").data;
    this.#memory = networkMemory(this.#layers);
    this.#loops = loadLoops<Loops>("musicnn", this.#memory.memory);
  }

  /** @param patch the logarithmic mel spectrogram of 187 frames, frame-major, 96 bands per frame */
  hear(patch: Float32Array): Heard {
    if (patch.length !== PATCH_FRAMES * BANDS) {
      throw new RangeError(`a patch has ${PATCH_FRAMES} x ${BANDS} values, not ${patch.length}`);
    }
    this.#transform(patch);
    this.#frontEnd();
    this.#middle();
    this.#pool();
    return this.#backEnd();
  }

  /** The patch's spectra: over the bands of each frame, and over the frames of each band. */
  #transform(patch: Float32Array): void {
    const { views, offsets } = this.#memory;
    const [scale, shift] = [this.#input.scale[0]!, this.#input.shift[0]!];
    for (let t = 0; t < PATCH_FRAMES; t++) {
      for (let band = 0; band < BANDS; band++) {
        const value = patch[t * BANDS + band]! * scale + shift;
        views.frames[t * BANDS + band] = value;
        views.bands[band * PATCH_FRAMES + t] = value;
      }
    }
    const rowBytes = 2 * BANDS * F32;
    this.#multiply(offsets.frames, BANDS, PRODUCT_ROWS, BANDS, offsets.bandTransform, 2 * BANDS, offsets.bandSpectra);
    for (let t = 0; t < PATCH_FRAMES; t++) {
      for (let k = 0; k < BANDS; k++) {
        const to = 2 * (k * PADDED_ROWS + PAD + t);
        const from = (t * rowBytes) / F32 + 2 * k;
        views.spectra[to] = views.bandSpectra[from]!;
        views.spectra[to + 1] = views.bandSpectra[from + 1]!;
      }
    }
    this.#multiply(
      offsets.bands,
      PATCH_FRAMES,
      BANDS,
      PATCH_FRAMES,
      offsets.timeTransform,
      2 * TIME,
      offsets.timeSpectra,
    );
  }

  /** Five parallel convolutions, and the maximum of each over the bands. */
  #frontEnd(): void {
    const { views, offsets, groups, maximaWidth } = this.#memory;
    const { timbral, temporal } = this.#layers;
    const stride = maximaWidth * F32;
    let group = 0;
    timbral.forEach(({ kernel }, i) => {
      this.#loops.timbralMaxima(
        offsets.spectra,
        PADDED_ROWS * 2 * F32,
        ROWS,
        i === 0 ? offsets.timbral0 : offsets.timbral1,
        groups.timbral[i]!,
        BANDS - kernel.shape[1]! + 1,
        offsets.bandTwiddles,
        offsets.work,
        offsets.maxima + group * GROUP * F32,
        stride,
      );
      group += groups.timbral[i]!;
    });
    this.#loops.temporalMaxima(
      offsets.timeSpectra,
      offsets.temporal,
      groups.temporal,
      PATCH_FRAMES,
      offsets.timeTwiddles,
      offsets.work,
      offsets.maxima + group * GROUP * F32,
      stride,
    );
    // Each timbral layer starts a group; the temporal ones follow each other without gaps.
    const begins = [0, groups.timbral[0] * GROUP, group * GROUP];
    for (const { bias } of temporal.slice(0, -1)) begins.push(begins.at(-1)! + bias.length);
    const width = views.front.length / PADDED_ROWS;
    let to = 0;
    [...timbral, ...temporal].forEach((layer, i) => {
      layer.bias.forEach((_, c) => {
        const sign = layer.scale[c]! < 0 ? -1 : 1;
        for (let t = 0; t < PATCH_FRAMES; t++) {
          const maximum = sign * views.maxima[t * maximaWidth + begins[i]! + c]!;
          views.front[(PAD + t) * width + to + c] = activate(layer, c, maximum);
        }
      });
      to += layer.bias.length;
    });
  }

  /** Three convolutions over time; the second and third are residual (added to their input). */
  #middle(): void {
    const { views, offsets } = this.#memory;
    const steps = [
      { from: "front", weights: "middle0", to: "first" },
      { from: "first", weights: "middle1", to: "second" },
      { from: "second", weights: "middle2", to: "third" },
    ] as const;
    steps.forEach(({ from, weights, to }, i) => {
      const width = views[from].length / PADDED_ROWS;
      this.#multiply(offsets[from], width, PRODUCT_ROWS, TAPS * width, offsets[weights], MIDDLE, offsets.products);
      const layer = this.#layers.middle[i]!;
      for (let t = 0; t < PATCH_FRAMES; t++) {
        for (let c = 0; c < MIDDLE; c++) {
          const at = (PAD + t) * MIDDLE + c;
          const residual = i === 0 ? 0 : views[from][at]!;
          views[to][at] = activate(layer, c, views.products[t * MIDDLE + c]!) + residual;
        }
      }
    });
  }

  /** Maximum and mean over time of each channel, normalised. */
  #pool(): void {
    const { views } = this.#memory;
    const { scale, shift } = this.#pooled;
    let to = 0;
    for (const name of ["front", "first", "second", "third"] as const) {
      const values = views[name];
      const width = values.length / PADDED_ROWS;
      for (let c = 0; c < width; c++) {
        let maximum = -Infinity;
        let sum = 0;
        for (let t = PAD; t < PAD + PATCH_FRAMES; t++) {
          const value = values[t * width + c]!;
          maximum = Math.max(maximum, value);
          sum += value;
        }
        for (const value of [maximum, sum / PATCH_FRAMES]) {
          views.pooled[to] = value * scale[to]! + shift[to]!;
          to++;
        }
      }
    }
  }

  #backEnd(): Heard {
    const { views, offsets } = this.#memory;
    const { dense } = this.#layers;
    this.#multiplyRow(offsets.pooled, views.pooled.length, offsets.dense, EMBEDDING, offsets.hidden);
    views.hidden.forEach((product, c) => (views.hidden[c] = activate(dense, c, product)));
    this.#multiplyRow(offsets.hidden, EMBEDDING, offsets.tags, views.scores.length, offsets.scores);
    return {
      embedding: views.hidden.slice(),
      tags: this.#tagBias.map((bias, i) => 1 / (1 + Math.exp(-bias - views.scores[i]!))),
    };
  }

  /** C = A B for rows that start `aWidth` numbers apart; `columns` is a multiple of 8. */
  #multiply(a: number, aWidth: number, rows: number, depth: number, b: number, columns: number, c: number): void {
    this.#loops.product(a, aWidth * F32, rows, depth, b, columns / GROUP, c, columns * F32, GROUP * F32);
  }

  /** The loops take four rows at a time, so a single row serves as all four. */
  #multiplyRow(a: number, depth: number, b: number, columns: number, c: number): void {
    this.#loops.product(a, 0, 4, depth, b, columns / GROUP, c, 0, GROUP * F32);
  }
}
