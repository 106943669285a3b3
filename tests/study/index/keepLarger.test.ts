import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { keepLarger } from "../../../src/study/index/expectedResults.ts";
import { formatResults, type ResultFigure, type Results } from "../../../src/study/index/results.ts";

const folder = mkdtempSync(join(tmpdir(), "keep-larger-"));
after(() => rmSync(folder, { recursive: true }));

const results = (...measured: (number | null)[]): Results => ({
  schemaVersion: 1,
  data: { source: "sample", kind: "sample", rows: {}, sha256: {} },
  environment: "",
  seed: 1,
  figures: measured.map((value, i): ResultFigure => ({
    id: `figure.${i}`,
    notebook: "02-model-testing",
    published: 0.8,
    measured: value,
    interval: null,
    verdict: null,
    note: "",
  })),
});

describe("keepLarger", { timeout: 60_000 }, () => {
  it("speaks for an earlier results.json that measures more figures than this run of some notebooks", async () => {
    const path = join(folder, "results.json");
    assert.equal(await keepLarger(path, results(1, null)), undefined, "nothing is there");
    writeFileSync(path, formatResults(results(0.5, 0.6)));
    assert.equal(
      await keepLarger(path, results(0.7, null)),
      `${path}: kept, it has 2 measured figures and this run has 1; run all notebooks to replace it, or name another --out`,
    );
    assert.equal(await keepLarger(path, results(0.7, 0.8)), undefined);
    writeFileSync(path, "no JSON");
    assert.equal(await keepLarger(path, results(null)), undefined);
  });
});
