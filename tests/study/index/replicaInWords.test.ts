import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { resolveSource } from "../../../src/dataset/resolveSource.ts";
import { readReplica } from "../../../src/dataset/replica.ts";
import { realMusicInWords } from "../../../src/study/index/pageHeader.ts";
import { sourceInWords } from "../../../src/study/common/sourceInWords.ts";

describe("words on the replica", () => {
  it("say first that it is no music, and what its figures can't tell", async () => {
    const tables = await readReplica("data/replica.json", { tracksPerGenre: 5 });
    const { text } = sourceInWords({ source: resolveSource("replica"), ...tables });
    assert.match(text, /^Not music/);
    assert.match(text, /has to be checked on real music/);
  });

  it("set real music beside it, measured on the sample", async () => {
    const words = await realMusicInWords(resolveSource("sample"));
    const match =
      /the 1,600 segments of the 160 real clips .* get (\d+)\u00a0% right on random rows, and (\d+)\u00a0% by track, where guessing gets 12\.5\u00a0%/;
    const [, byRow, byTrack] = match.exec(words)!;
    assert.ok(Number(byRow) > 85 && Number(byTrack) < 30, words);
  });
});
