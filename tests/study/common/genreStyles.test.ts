import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { genreStyles } from "../../../src/study/common/genreStyles.ts";

type Triple = readonly [number, number, number];

/** Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB. */
const VISION: Readonly<Record<string, readonly number[]>> = {
  full: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

function linearRgb(hex: string): Triple {
  const channel = (at: number): number => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function seenBy(rgb: Triple, matrix: readonly number[]): Triple {
  const row = (i: number): number =>
    Math.min(1, Math.max(0, matrix[3 * i]! * rgb[0] + matrix[3 * i + 1]! * rgb[1] + matrix[3 * i + 2]! * rgb[2]));
  return [row(0), row(1), row(2)];
}

function okLab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

const luminance = ([r, g, b]: Triple): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;
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
