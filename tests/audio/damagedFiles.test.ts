/** Whatever a file holds: features, or one line that says why not. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodeMono } from "../../src/audio/decode/decode.ts";
import { extractFeatures } from "../../src/audio/extractFeatures.ts";
import { resample } from "../../src/audio/resample.ts";
import { encodeMp3, encodeOgg } from "../support/encodeMp3.ts";
import { encodeWav } from "../support/encodeWav.ts";
import { randomSource } from "../support/randomSource.ts";
import { testSignal } from "../support/testSignal.ts";

const FLIPS = 120;

async function featuresOrReason(file: Uint8Array): Promise<string> {
  let y;
  try {
    const { samples, sampleRate } = await decodeMono(file);
    y = resample(samples, sampleRate, 22050);
    const features = extractFeatures(y);
    assert.ok(features.every(Number.isFinite));
    return "";
  } catch (error) {
    assert.ok(error instanceof Error && !(error instanceof assert.AssertionError), String(error));
    assert.match(error.message, /^[^\n]+$/, "one line");
    return error.message;
  }
}

describe("damaged files", async () => {
  const y = testSignal(1, 100, 44100);
  const files: Readonly<Record<string, Buffer>> = {
    mp3: await encodeMp3([y, y]),
    ogg: await encodeOgg([y, y]),
    wav: encodeWav([y, y], { sampleRate: 44100 }),
  };
  for (const [format, intact] of Object.entries(files)) {
    it(`give features or a reason, with any bits flipped (${format})`, async () => {
      const random = randomSource(17);
      for (let i = 0; i < FLIPS; i++) {
        const file = Buffer.from(intact);
        // One bit anywhere, one bit of the header, or many.
        const [flips, end] = (
          [
            [1, file.length],
            [1, 200],
            [50, file.length],
          ] as const
        )[i % 3]!;
        for (let flip = 0; flip < flips; flip++) file[random(end)]! ^= 1 << random(8);
        await featuresOrReason(file);
      }
    });

    it(`give features or a reason, cut off anywhere (${format})`, async () => {
      const random = randomSource(23);
      for (let i = 0; i < 40; i++) await featuresOrReason(intact.subarray(0, random(intact.length)));
      assert.match(await featuresOrReason(intact.subarray(0, 3)), /it is no MP3/);
    });
  }

  it("are given up before they take long where bytes look like page after page, or like tag after tag", async () => {
    const pages = Buffer.alloc(1 << 21, "OggS\x00\x02");
    assert.match(await featuresOrReason(pages), /it is damaged: it is full of pages that can't be read/);
    const tag = Buffer.alloc(32);
    tag.write("APETAGEX", "latin1");
    assert.equal(await featuresOrReason(Buffer.concat([files.mp3!, Buffer.alloc(1 << 20, tag)])), "");
  });

  it("keep console.error as it was", async () => {
    const { error } = console;
    await featuresOrReason(Buffer.concat([files.mp3!.subarray(0, 4000), Buffer.alloc(3000, 7)]));
    assert.equal(console.error, error);
  });
});
