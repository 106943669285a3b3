import assert from "node:assert/strict";
import { test } from "node:test";
import { csvField } from "../../src/ground/index.ts";

test("a field is in quotes where a reader would take it for something else", () => {
  assert.equal(csvField("Hip-Hop"), "Hip-Hop");
  assert.equal(csvField("Folk, or so"), '"Folk, or so"');
  assert.equal(csvField('the "new" one'), '"the ""new"" one"');
  assert.equal(csvField(" blues"), '" blues"');
});
