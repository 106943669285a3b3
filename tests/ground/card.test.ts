import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { card, DISPLAY, grid, withCard } from "../../src/ground/card.ts";

describe("card", () => {
  it("has a line a name, as text and as a table that escapes what it is given, without what is undefined", () => {
    const shown = card("A <model>", [
      ["k", 3],
      ["classes", "R&B"],
      ["artists", undefined],
    ]);
    assert.equal(shown["text/plain"], "A <model>\n  k: 3\n  classes: R&B");
    assert.match(shown["text/html"]!, /<caption>A &lt;model&gt;<\/caption>.*<td>R&amp;B<\/td>/);
    assert.doesNotMatch(shown["text/html"]!, /artists/);
  });
});

describe("grid", () => {
  it("sets numbers right under their headings", () => {
    const shown = grid("Counts", ["", "Rock", "R&B"], [["Rock", "1", "20"]]);
    assert.equal(shown["text/plain"], "Counts\n      Rock  R&B\nRock     1   20");
    assert.match(shown["text/html"]!, /<th scope="col" style="text-align:right">R&amp;B<\/th>/);
  });
});

describe("withCard", () => {
  it("changes nothing else of a value", () => {
    const value = withCard({ a: 1 }, () => card("A", []));
    assert.deepEqual(value, { a: 1 });
    assert.deepEqual(Object.getOwnPropertySymbols({ ...value }), []);
    assert.equal(JSON.stringify(value), '{"a":1}');
    assert.equal((value as unknown as { [DISPLAY](): Record<string, string> })[DISPLAY]()["text/plain"], "A");
  });
});
