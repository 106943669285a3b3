import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Adam } from "../../../src/models/tensorflow/adam.ts";
import { startTensorflow, type Tensor } from "../../../src/models/tensorflow/startTensorflow.ts";
import { randomSource } from "../../support/randomData.ts";

interface Theirs {
  variable(initial: Tensor): Tensor & { readonly name: string };
  readonly train: {
    adam(learningRate: number): { learningRate: number; applyGradients(gradients: Record<string, Tensor>): void };
  };
}

describe("Adam", () => {
  it("takes the steps of TensorFlow.js's, to the last bit", async () => {
    const tf = (await startTensorflow()) as unknown as Theirs & Awaited<ReturnType<typeof startTensorflow>>;
    const { uniform, normal } = randomSource(1);
    const values = [30, 7].map((length) => Float32Array.from({ length }, normal));
    const variables = values.map((array) => tf.variable(tf.tensor2d(array, [1, array.length])));
    const [ours, theirs] = [new Adam(values), tf.train.adam(0.1)];
    for (let step = 0; step < 300; step++) {
      const learningRate = 0.1 * uniform();
      theirs.learningRate = learningRate;
      // Some are 0, as those of a unit that is never active, and some are far apart.
      const gradients = values.map(({ length }) =>
        Float32Array.from({ length }, (_, i) => (i % 5 === 0 && step > 3 ? 0 : normal() * 10 ** -(i % 9))),
      );
      ours.step(gradients, learningRate);
      const named = variables.map(({ name }, i) => {
        const gradient = gradients[i]!;
        return [name, tf.tensor2d(gradient, [1, gradient.length])] as const;
      });
      theirs.applyGradients(Object.fromEntries(named));
    }
    variables.forEach((variable, i) => assert.deepEqual(values[i], variable.dataSync()));
  });
});
