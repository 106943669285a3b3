import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { progression, sine } from "../../src/audio/signals.ts";
import { speechLikeness } from "../../src/audio/speechLikeness.ts";
import { talk } from "../support/talk.ts";
import { telephone } from "../../tools/hearing/telephone.ts";

describe("speechLikeness", () => {
  it("is greater for talk, of a high or a low voice, on the telephone too, than for what sounds on", () => {
    const music = speechLikeness(progression(20, { sampleRate: 16_000 }));
    for (const options of [{ pitch: 110 }, { pitch: 210, seed: 2 }, { pitch: 150, syllables: 4, seed: 3 }]) {
      const spoken = speechLikeness(talk(20, options));
      assert.ok(spoken > 0.07 && spoken > 3 * music, `${spoken}, ${music}`);
      const called = speechLikeness(telephone(talk(20, options)));
      assert.ok(called > 0.07, `${called}`);
    }
  });

  it("does not depend on the level, nor on what is constant in the signal", () => {
    const y = talk(10);
    const expected = speechLikeness(y);
    for (const [gain, constant] of [
      [0.01, 0],
      [1, 0.2],
    ] as const) {
      const moved = speechLikeness(y.map((value) => gain * value + constant));
      assert.ok(Math.abs(moved - expected) < 0.05 * expected, `${moved}, ${expected}`);
    }
  });

  it("is 0 where nothing is, where nothing changes, and for less than a frame", () => {
    for (const y of [new Float32Array(16_000), sine(440, 3, 16_000), sine(440, 0.02, 16_000), new Float32Array()]) {
      assert.equal(speechLikeness(y), 0);
    }
  });
});
