import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Spellings } from "../../../src/cli/hearing/tellSongs.ts";

describe("Spellings", () => {
  it("takes names that differ in case or in stored accents for one, written as it is the most often", () => {
    const names = new Spellings(["rock", "Rock", "Rock", "Pop", "Me\u0301tal", "Métal", undefined]);
    assert.deepEqual(
      ["ROCK", "Pop", "métal", "Folk"].map((name) => names.of(name)),
      [...["Rock", "Pop", "Me\u0301tal", "Folk"]],
    );
    assert.deepEqual(names.several(), [
      ["Rock", "rock"],
      ["Me\u0301tal", "Métal"],
    ]);
  });
});
