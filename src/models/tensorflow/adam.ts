const { fround } = Math;
/** The decay of the moments, and what keeps a step finite: the defaults of TensorFlow.js. */
const FIRST_DECAY = fround(0.9);
const SECOND_DECAY = fround(0.999);
const FIRST_SHARE = fround(1 - 0.9);
const SECOND_SHARE = fround(1 - 0.999);
const EPSILON = fround(1e-7);

/**
 * The optimiser of Kingma and Ba, "Adam: a method for stochastic optimization", 2015. Each operation is rounded to float32, so that it
 * gives the bits of TensorFlow.js's, whose thirteen operations a step each allocate and look up a kernel.
 */
export class Adam {
  readonly #values: readonly Float32Array[];
  readonly #firstMoments: readonly Float32Array[];
  readonly #secondMoments: readonly Float32Array[];
  #firstPower = FIRST_DECAY;
  #secondPower = SECOND_DECAY;

  /** @param values what is optimised; steps change it */
  constructor(values: readonly Float32Array[]) {
    this.#values = values;
    this.#firstMoments = values.map(({ length }) => new Float32Array(length));
    this.#secondMoments = values.map(({ length }) => new Float32Array(length));
  }

  /** One step along the gradients, an array for each of the values, at a learning rate. */
  step(gradients: readonly Float32Array[], learningRate: number): void {
    const rate = fround(-learningRate);
    const firstBias = fround(1 - this.#firstPower);
    const secondBias = fround(1 - this.#secondPower);
    gradients.forEach((gradient, index) => {
      const values = this.#values[index]!;
      const firsts = this.#firstMoments[index]!;
      const seconds = this.#secondMoments[index]!;
      for (let i = 0; i < values.length; i++) {
        const slope = gradient[i]!;
        const first = fround(fround(firsts[i]! * FIRST_DECAY) + fround(slope * FIRST_SHARE));
        const second = fround(fround(seconds[i]! * SECOND_DECAY) + fround(fround(slope * slope) * SECOND_SHARE));
        firsts[i] = first;
        seconds[i] = second;
        const spread = fround(fround(Math.sqrt(fround(second / secondBias))) + EPSILON);
        values[i] = fround(fround(fround(fround(first / firstBias) / spread) * rate) + values[i]!);
      }
    });
    this.#firstPower = fround(this.#firstPower * FIRST_DECAY);
    this.#secondPower = fround(this.#secondPower * SECOND_DECAY);
  }
}
