import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { accuracy } from "../../src/models/accuracy.ts";
import { MLPClassifier } from "../../src/models/mlpClassifier.ts";
import { Perceptron } from "../../src/models/tensorflow/perceptron.ts";
import { randomSource } from "../support/randomData.ts";

/** Points in rings around the origin: no straight line parts them. */
function rings(rows: number, seed: number) {
  const { uniform, normal } = randomSource(seed);
  const y = Array.from({ length: rows }, (_, row) => (row % 2 ? "outer" : "inner"));
  const data = Float64Array.from(
    y.flatMap((label) => {
      const angle = 2 * Math.PI * uniform();
      const radius = (label === "outer" ? 2.5 : 1) + 0.15 * normal();
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    }),
  );
  return { X: { data, rows, columns: 2 }, y };
}

describe("MLPClassifier", () => {
  it("learns what no linear model can", async () => {
    const [train, test] = [rings(400, 1), rings(200, 2)];
    const model = new MLPClassifier({ hiddenLayerSizes: [16, 8], maxIter: 60, seed: 1 });
    await model.train(train.X, train.y);
    const score = accuracy(test.y, await model.predict(test.X));
    assert.ok(score > 0.97, String(score));
  });

  it("steps along the gradient of the penalised log loss", async () => {
    const { X, y } = rings(24, 3);
    const codes = Int32Array.from(y, (label) => Number(label === "outer"));
    const settings = { hiddenLayerSizes: [5], alpha: 0.1, learningRateInit: 1e-3, batchSize: 24, seed: 4 };
    /** Loss of the mean over rows plus half the penalty, in float64, from the weights that were saved. */
    const loss = (network: Perceptron): number => {
      const { layers } = JSON.parse(JSON.stringify(network)) as { layers: { weights: { base64: string } }[] };
      const squares = layers.reduce((sum, { weights }) => {
        const values = new Float32Array(Uint8Array.from(Buffer.from(weights.base64, "base64")).buffer);
        return sum + values.reduce((total, value) => total + value * value, 0);
      }, 0);
      const { data } = network.predictProba(X);
      const logs = Array.from(codes, (code, row) => -Math.log(data[row * 2 + code]!));
      return logs.reduce((sum, value) => sum + value, 0) / codes.length + 0.05 * squares;
    };
    const losses: number[] = [];
    for (const maxIter of [1, 10, 100, 1000]) {
      losses.push(loss(await Perceptron.fit({ X, codes, classCount: 2 }, { ...settings, maxIter }, {})));
    }
    assert.deepEqual(
      losses,
      [...losses].sort((a, b) => b - a),
    );
    assert.ok(losses[3]! < 0.7 * losses[0]!, losses.join(" "));
  });

  it("gives another network with another seed, and leaves no listeners behind", async () => {
    const { X, y } = rings(40, 5);
    const listeners = process.listenerCount("uncaughtException") + process.listenerCount("unhandledRejection");
    const [one, other] = [1, 2].map((seed) => new MLPClassifier({ hiddenLayerSizes: [4], maxIter: 3, seed }));
    await one!.train(X, y);
    await other!.train(X, y);
    assert.notDeepEqual(await one!.predictProba(X), await other!.predictProba(X));
    assert.equal(process.listenerCount("uncaughtException") + process.listenerCount("unhandledRejection"), listeners);
  });

  it("can be stopped, and tells how far it is", async () => {
    const { X, y } = rings(40, 6);
    const done: number[] = [];
    await new MLPClassifier({ maxIter: 4 }).train(X, y, { onProgress: (share) => done.push(share) });
    assert.deepEqual(done, [0.25, 0.5, 0.75, 0.99, 1]);
    const signal = AbortSignal.abort(new Error("enough"));
    await assert.rejects(new MLPClassifier().train(X, y, { signal }), /enough/);
  });

  it("refuses options that are out of range", () => {
    assert.throws(() => new MLPClassifier({ hiddenLayerSizes: [0] }), /layer 1 is 0; expected a positive integer/);
    assert.throws(() => new MLPClassifier({ batchSize: -1 }), /batchSize is -1/);
    assert.throws(() => new MLPClassifier({ alpha: -1 }), /alpha is -1/);
    assert.throws(() => new MLPClassifier({ seed: 0.5 }), /seed is 0.5; expected an integer of 32 bits/);
  });
});
