import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { wellFormedJson } from "../../src/notebook/wellFormedJson.ts";

describe("wellFormedJson", () => {
  it("puts U+FFFD for halves of surrogate pairs, in texts and in names, and leaves whole pairs alone", () => {
    const given = ["\ud800 lone", "a\udc00", "\ud83c\ud83c\udfb5", "🎵", { "\udfff": "\ud83d" }];
    assert.deepEqual(JSON.parse(wellFormedJson(given)!), [
      "\ufffd lone",
      "a\ufffd",
      "\ufffd🎵",
      "🎵",
      { "\ufffd": "\ufffd" },
    ]);
  });

  it("is not misled by text that looks like an escape", () => {
    for (const text of ["\\ud800", "\\\\ud800", '"\\ud800']) assert.equal(JSON.parse(wellFormedJson(text)!), text);
    assert.equal(JSON.parse(wellFormedJson("\\\ud800")!), "\\\ufffd");
    assert.equal(JSON.parse(wellFormedJson("\\\\\ud800\ud800")!), "\\\\\ufffd\ufffd");
  });
});
