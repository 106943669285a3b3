import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { crc32, inflateSync } from "node:zlib";
import { spectrogramPicture } from "../../../src/app/upload/spectrogramPicture.ts";

/** The chunks of a PNG, their checksums checked. */
function chunksOf(png: Buffer): Map<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    assert.equal(png.readUInt32BE(at + 8 + length), crc32(png.subarray(at + 4, at + 8 + length)));
    chunks.set(png.toString("latin1", at + 4, at + 8), png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return chunks;
}

describe("spectrogramPicture", () => {
  it("has a pixel a frame and band, low bands at the bottom, loud ones light", () => {
    const chunks = chunksOf(spectrogramPicture({ data: [0, 1, 2, 0.5, 1, 4], frames: 2, bins: 3 }));
    const header = chunks.get("IHDR")!;
    assert.deepEqual([header.readUInt32BE(0), header.readUInt32BE(4)], [2, 3]);
    const shade = (share: number): number => Math.round(63 * share);
    assert.deepEqual(
      [...inflateSync(chunks.get("IDAT")!)],
      [...[0, shade(0.5), 63], ...[0, shade(0.25), shade(0.25)], ...[0, 0, shade(0.125)]],
    );
    const palette = chunks.get("PLTE")!;
    const luminance = Array.from({ length: 64 }, (_, i) =>
      [0.2126, 0.7152, 0.0722].reduce((sum, weight, k) => sum + weight * palette[3 * i + k]!, 0),
    );
    assert.ok(luminance.every((value, i) => i === 0 || value > luminance[i - 1]!));
  });

  it("takes the mean of frames where a recording is longer than the picture is wide, and bears silence", () => {
    const data = Array.from({ length: 1280 }, (_, frame) => (frame % 2 === 0 ? 1 : 3));
    const chunks = chunksOf(spectrogramPicture({ data, frames: 1280, bins: 1 }));
    assert.deepEqual(new Set(inflateSync(chunks.get("IDAT")!).subarray(1)), new Set([63]));
    const silent = chunksOf(spectrogramPicture({ data: [0, 0], frames: 2, bins: 1 }));
    assert.deepEqual([...inflateSync(silent.get("IDAT")!)], [0, 0, 0]);
  });
});
