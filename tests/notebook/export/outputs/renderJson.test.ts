import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { renderJson } from "../../../../src/notebook/export/outputs/renderOutput.ts";

describe("renderJson", () => {
  it("shows leaves by their type, escaped", () => {
    const { text } = renderJson({ "<k>": "<v>", n: 1.5, b: true, z: null });
    assert.match(text, /&lt;k&gt;<\/span>: <span class="json-string">&quot;&lt;v&gt;&quot;<\/span>/);
    assert.match(text, /json-number">1\.5</);
    assert.match(text, /json-boolean">true</);
    assert.match(text, /json-null">null</);
  });

  it("opens small outer levels and folds long or deep ones", () => {
    const { text } = renderJson({ small: [1], long: Array(13).fill(0), deep: { deeper: { deepest: 1 } } });
    assert.equal(text.match(/<details open>/g)!.length, 3);
    assert.equal(text.match(/<details>/g)!.length, 2);
  });

  it("cuts long lists and says how much is missing", () => {
    const { text } = renderJson(Array.from({ length: 1000 }, (_, i) => i));
    assert.match(text, /900 more/);
    assert.equal(text.match(/json-number/g)!.length, 100);
  });
});
