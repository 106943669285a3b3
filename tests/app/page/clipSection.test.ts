import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { clipVerdict } from "../../../src/app/page/clipSection.ts";
import type { ClipResponse } from "../../../src/app/schemas.ts";

const CLIP: ClipResponse = {
  music: true,
  genres: [
    { genre: "Folk", confidence: 0.7 },
    { genre: "<b>Pop</b>", confidence: 0.3 },
  ],
  tags: [{ tag: "guitar", probability: 0.6 }],
  segments: [
    { from: 0, genre: "Folk", confidence: 0.8 },
    { from: 3, genre: "<b>Pop</b>", confidence: 0.5 },
  ],
  nearest: [{ track: "000002", genre: "Folk", artist: "A & B", distance: 12.34 }],
  model: {
    name: "my.model",
    songs: 40,
    genres: ["Folk", "<b>Pop</b>"],
    apart: "song",
    accuracy: 0.8,
    interval: [0.65, 0.9],
    calibrationError: 0.05,
    refused: 0.03,
  },
};
const plain = (text: string): string => text.replaceAll("\u00a0", " ");

describe("the verdict on a music file", () => {
  it("names the genre, what is heard, the nearest songs, and which model answers how surely", () => {
    const text = plain(clipVerdict(CLIP).text);
    assert.match(text, /<h3>Folk <span>70 %<\/span><\/h3>/);
    assert.match(text, /data-status="Taken for Folk, 70 %\."/);
    assert.match(text, /guitar <small>60 %/);
    assert.match(text, /track 000002, A &amp; B: Folk <small>\(distance 12\.3\)/);
    assert.match(
      text,
      /40 songs \(my\.model\)\. Of songs that it has not met .* in 80 % of cases \(95 % interval 65 % to\s+90 %\)/,
    );
    assert.match(text, /1 of 2 segments is taken for Folk/);
    assert.doesNotMatch(text, /<b>Pop|class="player"/);
  });

  it("gives no genre where it is no music that the model knows, and hears nothing in silence", () => {
    const strange = plain(clipVerdict({ ...CLIP, music: false, unknown: "strange" }).text);
    assert.match(strange, /<h3>No music that I know<\/h3>[^]*like none of the songs[^]*If it is music/);
    const silent = clipVerdict({ ...CLIP, music: false, unknown: "silent" }).text;
    assert.match(silent, /There is nothing to hear/);
    assert.doesNotMatch(silent, /strip|nearest|guitar|If it is music/);
  });

  it("brings the picture that the page's script draws", () => {
    const picture = { columns: 2, bands: 1, data: Uint8Array.of(0, 255) };
    assert.match(clipVerdict(CLIP, picture).text, /data-columns="2" data-bands="1" data-cells="AP8=" hidden/);
  });
});
