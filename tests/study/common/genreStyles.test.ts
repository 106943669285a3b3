import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { genreStyles } from "../../../src/study/common/genreStyles.ts";
import { linearRgb, luminance, okLab, seenBy, VISION } from "../../support/colourVision.ts";

const genres = (count: number): string[] => Array.from({ length: count }, (_, i) => `genre ${i}`);

describe("genreStyles", () => {
  for (const [vision, matrix] of Object.entries(VISION)) {
    it(`gives twelve genres colours that can be told apart with ${vision} vision`, () => {
      const seen = [...genreStyles(genres(12)).values()].map(({ colour }) => okLab(seenBy(linearRgb(colour), matrix)));
      for (const [i, a] of seen.entries()) {
        for (const [j, b] of seen.slice(0, i).entries()) {
          const distance = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
          assert.ok(distance > 0.07, `genres ${j} and ${i} are ${distance.toFixed(3)} apart`);
        }
      }
    });
  }

  it("takes colours that stand out from white and from the dark page", () => {
    const dark = luminance(linearRgb("#14171c"));
    for (const { colour } of genreStyles(genres(12)).values()) {
      const own = luminance(linearRgb(colour));
      assert.ok(1.05 / (own + 0.05) > 2, `${colour} on white`);
      assert.ok((own + 0.05) / (dark + 0.05) > 3, `${colour} on dark`);
    }
  });

  it("tells any number of genres apart by colour and marker together, up to 84", () => {
    const styles = [...genreStyles(genres(84)).values()].map(({ colour, symbol }) => `${colour} ${symbol}`);
    assert.equal(new Set(styles).size, 84);
  });

  it("gives a genre the same look whichever chart asks", () => {
    assert.deepEqual(genreStyles(["a", "b", "c"]).get("b"), genreStyles(["a", "b", "c"]).get("b"));
    assert.deepEqual(genreStyles(["a", "b"]).get("b"), genreStyles(["a", "b", "c"]).get("b"));
  });
});
