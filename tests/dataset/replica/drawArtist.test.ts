import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { artistDrawer } from "../../../src/dataset/replica/drawTracks.ts";
import { RandomStream } from "../../../src/dataset/replica/randomStream.ts";

const WIDTH = 25;
const ones = new Array<number>(WIDTH).fill(1);

/** The mean square over tracks and directions, of many artists with these variances. */
function meanSquare(spread: number, place: number, oddness: number): number {
  const random = new RandomStream(3);
  let sum = 0;
  for (let artist = 0; artist < 2000; artist++) {
    const track = artistDrawer({ within: ones, between: ones, oddness }, { spread, place }, random);
    for (let i = 0; i < 3; i++) for (const value of track()) sum += value ** 2;
  }
  return sum / (2000 * 3 * WIDTH);
}

describe("artistDrawer", () => {
  it("draws tracks with the artist's spread around a place with its variance, however odd some are", () => {
    for (const oddness of [0, 0.5]) {
      assert.ok(Math.abs(meanSquare(0.7, 0.2, oddness) - 0.9) < 0.02);
      assert.ok(Math.abs(meanSquare(1.5, 0, oddness) - 1.5) < 0.03);
    }
  });

  it("keeps an artist's tracks at one point where they don't spread", () => {
    const track = artistDrawer(
      { within: ones, between: ones, oddness: 0.3 },
      { spread: 0, place: 1 },
      new RandomStream(1),
    );
    assert.deepEqual(track(), track());
  });
});
