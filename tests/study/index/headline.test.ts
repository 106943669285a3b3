import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import type { Results } from "../../../src/study/index/results.ts";

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");

describe("the headline", () => {
  const { figures } = JSON.parse(read("reports/expected.json")) as Results;
  const score = (id: string) => {
    const { measured, interval } = figures.find((figure) => figure.id === id)!;
    return { percent: percent(measured as number), interval: interval!.map(percent) };
  };

  it("in README is what the notebooks measure, with its interval", () => {
    const readme = read("README.md").replaceAll(/\s+/g, " ");
    const [random, byTrack, best] = ["headline.3s.knn", "headline.3s.knn.by-track", "learned.best.by-artist"].map(
      score,
    );
    assert.ok(
      readme.includes(
        `k nearest neighbours falls from ${random!.percent} % on random rows to ${byTrack!.percent} % by track`,
      ),
    );
    assert.ok(readme.includes(`(95 % interval ${byTrack!.interval.join(" to ")} %;`));
    assert.ok(readme.includes(`names ${best!.percent} % of whole songs (${best!.interval.join(" to ")} %)`));
  });

  it("passes no verdict on drawn data, and every figure of it is marked", () => {
    const drawn = figures.filter(({ id }) => id.startsWith("replica.") || id.startsWith("beyond.replica."));
    assert.ok(drawn.length > 20);
    for (const { id, verdict } of drawn) assert.ok(verdict === null || verdict === "simulated", `${id}: ${verdict}`);
    for (const { id, verdict } of figures) {
      if (verdict === "simulated") assert.match(id, /^replica\./);
    }
  });
});

function percent(share: number): number {
  return Math.round(100 * share);
}
