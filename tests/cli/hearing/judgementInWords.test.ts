import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Judgement } from "../../../src/app/index.ts";
import { judgementInWords } from "../../../src/cli/hearing/judgementInWords.ts";

describe("judgementInWords", () => {
  const judgement = (distance: number): Judgement => ({
    genres: [
      { genre: "Folk", confidence: 0.8 },
      { genre: "Rock", confidence: 0.2 },
    ],
    tags: [{ tag: "guitar", probability: 0.7 }],
    nearest: [{ track: "001736", genre: "Folk", artist: "Somebody", distance }],
    segments: [{ from: 0, genres: [{ genre: "Folk", confidence: 0.8 }] }],
  });

  it("says that a recording is one of those that the model was trained on", () => {
    const words = judgementInWords("song.mp3", judgement(0));
    assert.match(words, /learnt from this recording \(track 001736\), so its answer is no test of it/);
    assert.match(judgementInWords("song.mp3", { ...judgement(1), unknown: "strange" }), /learnt from this recording/);
  });

  it("doesn't say so of another recording, however near, nor of silence", () => {
    assert.doesNotMatch(judgementInWords("song.mp3", judgement(5)), /this recording/);
    assert.doesNotMatch(judgementInWords("song.mp3", { ...judgement(0), unknown: "silent" }), /this recording/);
  });
});
