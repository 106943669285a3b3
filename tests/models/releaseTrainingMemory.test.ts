import assert from "node:assert/strict";
import { it } from "node:test";
import { releaseTrainingMemory } from "../../src/models/releaseTrainingMemory.ts";
import { KNeighborsClassifier } from "../../src/models/kNeighborsClassifier.ts";
import { noise } from "../../src/audio/signals.ts";

it(
  "releaseTrainingMemory leaves models as they are: they predict the same on new threads",
  { timeout: 60_000 },
  async () => {
    const [rows, columns] = [4000, 10];
    const X = { data: Float64Array.from(noise(rows * columns, 3, 1)), rows, columns };
    const y = Array.from({ length: rows }, (_, row) => (X.data[row * columns]! > 0 ? "Rock" : "Folk"));
    const classifier = new KNeighborsClassifier({ nNeighbors: 5 });
    await classifier.train(X, y);
    const before = await classifier.predict(X);
    await releaseTrainingMemory();
    assert.deepEqual(await classifier.predict(X), before);
  },
);
