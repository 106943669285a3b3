import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loadSource } from "../../../src/dataset/loadSource.ts";
import { resolveSource } from "../../../src/dataset/resolveSource.ts";
import { reportModels } from "../../../src/models/reportModels.ts";
import {
  encodedSegments,
  type EncodingEffect,
  secondEncoding,
  secondEncodingInWords,
} from "../../../src/study/beyond/secondEncoding.ts";
import { randomSourceTables } from "../../support/reportSource.ts";

const [lr, knn] = reportModels();

describe("a second encoding of the sample's segments", { timeout: 300_000 }, () => {
  it("is known of the sample alone", async () => {
    assert.equal(await encodedSegments(randomSourceTables({ genres: ["Folk", "Rock"], tracksPerGenre: 3 })), undefined);
  });

  it("takes the level down by a twentieth, and is compared row by row", async () => {
    const { once, twice } = (await encodedSegments(await loadSource(resolveSource("sample"))))!;
    const rms = once.features.indexOf("rms_mean");
    const ratios = once.track.map((_, row) => twice.X.data[row * 29 + rms]! / once.X.data[row * 29 + rms]!);
    const median = ratios.sort((a, b) => a - b)[800]!;
    assert.ok(Math.abs(median - 0.95) < 0.002, `${median}`);

    const [effect] = await secondEncoding({ once, twice }, [knn!], { seed: 1 });
    assert.deepEqual(
      effect!.scores.map(({ by }) => by),
      ["row", "track", "artist"],
    );
    for (const { once: before, twice: after, difference, interval } of effect!.scores) {
      assert.ok(Math.abs(after - before - difference) < 1e-12);
      assert.ok(interval.low <= difference && difference <= interval.high);
    }
    const [row, , artist] = effect!.scores;
    assert.ok(Math.abs(effect!.leak.difference - (row!.difference - artist!.difference)) < 1e-12);
  });

  it("changes nothing where both tables are the same", async () => {
    const { once } = (await encodedSegments(await loadSource(resolveSource("sample"))))!;
    const [{ leak }] = (await secondEncoding({ once, twice: once }, [knn!], { seed: 1 })) as [EncodingEffect];
    assert.equal(leak.difference, 0);
    // Of other music one can't know: as little as 145 artists show.
    assert.ok(leak.interval.high > 0.04 && leak.interval.high < 0.05 && leak.interval.low === -leak.interval.high);
  });
});

describe("secondEncodingInWords", () => {
  const effect = (model: typeof lr, low: number, high: number): EncodingEffect => ({
    model: model!,
    scores: [{ by: "artist", once: 0.2, twice: 0.2, difference: 0, interval: { low: 0, high: 0 } }],
    leak: { difference: (low + high) / 2, interval: { low, high } },
  });
  const say = (...effects: EncodingEffect[]): string => secondEncodingInWords(effects).text;

  it("says that a leak stays as it is only of models whose interval lies within the margin", () => {
    assert.match(say(effect(lr, -0.01, 0.01), effect(knn, -0.004, 0.012)), /leaves the leak of LR and KNN as it is/);
    const text = say(effect(lr, -0.01, 0.01), effect(knn, -0.004, 0.03));
    assert.match(text, /leaves the leak of LR as it is.* Whether it changes that of KNN, this music can't tell\./);
    assert.doesNotMatch(say(effect(lr, -0.03, 0.01)), /as it is/);
  });

  it("names the models for which something changes", () => {
    const text = say(effect(lr, -0.01, 0.01), effect(knn, 0.01, 0.05));
    assert.match(text, /changes what random rows add to the score of KNN\./);
    assert.match(text, /KNN \+3\.0 \(\+1\.0 to \+5\.0\)/);
  });
});
