import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { LabelEncoder } from "../../src/models/labelEncoder.ts";

describe("LabelEncoder", () => {
  it("numbers the distinct labels in sorted order and back", () => {
    const encoder = new LabelEncoder(["Rock", "Folk", "Rock", "Hip-Hop"]);
    assert.deepEqual(encoder.classes, ["Folk", "Hip-Hop", "Rock"]);
    assert.deepEqual([...encoder.encode(["Rock", "Folk"])], [2, 0]);
    assert.deepEqual(encoder.decode([2, 0, 1]), ["Rock", "Folk", "Hip-Hop"]);
  });

  it("sorts numbers by size", () => {
    assert.deepEqual(new LabelEncoder([10, 9, -1]).classes, [-1, 9, 10]);
  });

  it("refuses a label that is none of the classes", () => {
    assert.throws(() => new LabelEncoder(["a"]).encode(["b"]), /^RangeError: unknown label b; known: a$/);
  });
});
