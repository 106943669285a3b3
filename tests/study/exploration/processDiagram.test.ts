import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { splitOverlap } from "../../../src/study/exploration/splitOverlap.ts";
import { processDiagram } from "../../../src/study/exploration/processDiagram.ts";
import { reportTables } from "../../../src/study/common/reportTable.ts";
import { randomSourceTables } from "../../support/reportSource.ts";

describe("processDiagram", () => {
  const { segments } = reportTables(randomSourceTables({ genres: ["a", "b"], tracksPerGenre: 10 }));
  const overlap = splitOverlap(segments!.table, { by: "row", seed: 1 });
  const { html, alt } = processDiagram(segments!, { columns: 5, overlap });

  it("has the numbers of the data in picture and words", () => {
    for (const fact of [
      "100 segments",
      "5 features, 2 genres",
      "4 features",
      "90 kept,",
      "10 held out",
      "67 to train,",
      "23 to test",
    ]) {
      assert.ok(html.includes(fact), fact);
      assert.ok(alt.includes(fact), fact);
    }
  });

  it("is labelled, takes the text's colour and loads nothing", () => {
    assert.equal(html.match(/<svg [^>]*role="img" aria-label="The report&#39;s process/g)?.length, 2);
    assert.doesNotMatch(html, /(fill|stroke)="#|https?:|<script|<img/);
  });

  it("keeps every box inside the drawing", () => {
    for (const [, width, height, body] of html.matchAll(/viewBox="0 0 (\d+) (\d+)"(.*?)<\/svg>/gs)) {
      for (const [, x, y, w, h] of body!.matchAll(/<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/g)) {
        assert.ok(Number(x) + Number(w) <= Number(width) && Number(y) + Number(h) <= Number(height));
      }
    }
  });
});
