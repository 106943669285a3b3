import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DISPLAY } from "../../src/ground/index.ts";
import { ColumnsClassifier } from "../../src/models/columnsClassifier.ts";
import { KNeighborsClassifier } from "../../src/models/kNeighborsClassifier.ts";
import { loadClassifier } from "../../src/models/loadClassifier.ts";
import { LogisticRegression } from "../../src/models/logisticRegression.ts";
import { MLPClassifier } from "../../src/models/mlpClassifier.ts";
import { VotingClassifier } from "../../src/models/votingClassifier.ts";
import { randomSource } from "../support/randomData.ts";

const { normal } = randomSource(2);
const y = Array.from({ length: 60 }, (_, row) => ["Folk", "Pop", "Rock"][row % 3]!);
const X = {
  data: Float64Array.from({ length: 180 }, (_, i) => normal() + (Math.floor(i / 3) % 3 === i % 3 ? 2 : 0)),
  rows: 60,
  columns: 3,
};

describe("VotingClassifier", () => {
  it("predicts by the mean of its members' probabilities", async () => {
    const members = [new LogisticRegression(), new KNeighborsClassifier({ nNeighbors: 7 })];
    const voting = new VotingClassifier(members);
    const done: number[] = [];
    await voting.train(X, y, { onProgress: (share) => done.push(share) });
    assert.equal(done.at(-1), 1);
    const [one, other] = await Promise.all(members.map((member) => member.predictProba(X)));
    const { data } = await voting.predictProba(X);
    data.forEach((share, i) => {
      assert.equal(share, (one!.data[i]! + other!.data[i]!) / 2);
    });
    const predicted = await voting.predict(X);
    predicted.forEach((label, row) => {
      const shares = [...data.subarray(row * 3, row * 3 + 3)];
      assert.equal(label, voting.classes[shares.indexOf(Math.max(...shares))]);
    });
    assert.throws(() => new VotingClassifier([]), /at least one member/);
  });

  it("predicts the same after a way through JSON, whatever it is made of", async () => {
    const inner = new ColumnsClassifier([2, 0], new MLPClassifier({ hiddenLayerSizes: [4], maxIter: 3 }));
    const voting = new VotingClassifier([inner, new LogisticRegression()]);
    await voting.train(X, y);
    const loaded = loadClassifier(JSON.parse(JSON.stringify(voting)));
    assert.deepEqual(await loaded.predictProba(X), await voting.predictProba(X));
  });
});

describe("the cards of composed classifiers", () => {
  it("name what they are made of", () => {
    const inner = new ColumnsClassifier([2, 0], new KNeighborsClassifier());
    assert.equal(inner[DISPLAY]()["text/plain"], "ColumnsClassifier\n  model: KNeighborsClassifier\n  columns: 2, 0");
    const voting = new VotingClassifier([inner, new LogisticRegression()]);
    assert.equal(
      voting[DISPLAY]()["text/plain"],
      "VotingClassifier\n  mean probability of: ColumnsClassifier, LogisticRegression",
    );
  });
});

describe("ColumnsClassifier", () => {
  it("sees its columns only, in their order", async () => {
    const model = new ColumnsClassifier([2, 0], new KNeighborsClassifier());
    await model.train(X, y);
    const taken = {
      ...X,
      columns: 2,
      data: Float64Array.from({ length: 120 }, (_, i) => X.data[(i >> 1) * 3 + (i % 2 ? 0 : 2)]!),
    };
    const direct = new KNeighborsClassifier();
    await direct.train(taken, y);
    assert.deepEqual(await model.predictProba(X), await direct.predictProba(taken));
    assert.deepEqual(await model.predict(X), await direct.predict(taken));
  });
});
