import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { reportSplit } from "../../src/dataset/reportSplit.ts";

/** 96 tracks of 10 segments; two tracks an artist, the artist of the last four unknown. */
const track = Array.from({ length: 960 }, (_, row) => `t${Math.floor(row / 10)}`);
const artist = track.map((_, row) => (row < 920 ? `a${Math.floor(row / 20)}` : null));
const table = { path: "t.csv", track, artist };

describe("reportSplit", () => {
  for (const by of ["row", "track", "artist"] as const) {
    it(`splits by ${by} into parts that are disjoint and complete`, () => {
      for (let seed = 0; seed < 50; seed++) {
        const { train, test, holdout } = reportSplit(table, { by, seed });
        assert.deepEqual(
          [...train, ...test, ...holdout].sort((a, b) => a - b),
          [...track.keys()],
        );
      }
    });

    it(`splits by ${by} the same way for the same seed, another for another`, () => {
      assert.deepEqual(reportSplit(table, { by, seed: 5 }), reportSplit(table, { by, seed: 5 }));
      assert.notDeepEqual(reportSplit(table, { by, seed: 5 }), reportSplit(table, { by, seed: 6 }));
    });
  }

  it("holds out 10 % and splits the rest 75 to 25, as the report did", () => {
    const sizes = (rows: number): number[] => {
      const { train, test, holdout } = reportSplit(
        { path: "", track: new Array<string>(rows).fill("") },
        { by: "row", seed: 1 },
      );
      return [train.length, test.length, holdout.length];
    };
    assert.deepEqual(sizes(960), [648, 216, 96]);
    // The size that gives the report's 17,987 test rows.
    assert.equal(sizes(79_942)[1], 17_987);
  });

  it("keeps tracks together, and artists when they are asked for", () => {
    for (const [by, groups] of [
      ["track", track],
      ["artist", artist],
    ] as const) {
      const { train, test, holdout } = reportSplit(table, { by, seed: 2 });
      const of = (rows: Uint32Array): Set<string> =>
        new Set([...rows].map((row) => groups[row]).filter((name) => name !== null));
      const names = [of(train), of(test), of(holdout)];
      assert.equal(new Set(names.flatMap((set) => [...set])).size, names[0]!.size + names[1]!.size + names[2]!.size);
    }
  });

  it("takes a track of unknown artist for a group of its own, also when it bears an artist's name", () => {
    const odd = { path: "", track: ["x", "x", "y", "z"], artist: [null, null, "x", "z"] };
    for (let seed = 0; seed < 20; seed++) {
      const { train, test, holdout } = reportSplit(odd, { by: "artist", seed });
      const part = [train, test, holdout].findIndex((rows) => rows.includes(0));
      assert.ok([train, test, holdout][part]!.includes(1));
    }
    const apart = Array.from({ length: 20 }, (_, seed) => reportSplit(odd, { by: "artist", seed }));
    assert.ok(apart.some(({ train }) => train.includes(0) !== train.includes(2)));
  });

  it("refuses artists where none is known", () => {
    assert.throws(
      () => reportSplit({ path: "t.csv", track }, { by: "artist", seed: 1 }),
      /^RangeError: t\.csv: no artists are known; split by track instead$/,
    );
  });
});
