import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { barFormat } from "../../src/cli/progressReporter.ts";

describe("barFormat", () => {
  const fit = (columns?: number) => barFormat("{name} {bar} {note}", { columns, most: 24, beside: 50 });

  it("has its whole size where there is room, or where nobody says how much there is", () => {
    assert.deepEqual(fit(120), { format: "{name} {bar} {note}", barsize: 24 });
    assert.deepEqual(fit(), { format: "{name} {bar} {note}", barsize: 24 });
  });

  it("gives way in a narrow terminal, first some of it and then all", () => {
    assert.deepEqual(fit(60), { format: "{name} {bar} {note}", barsize: 9 });
    assert.deepEqual(fit(50), { format: "{name} {note}", barsize: 0 });
  });
});
